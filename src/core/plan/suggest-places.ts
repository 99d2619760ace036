import type { CanonConfig, SystemConfig } from "../config/config.ts";
import type { SpecSection } from "../model/spec.ts";
import type { Ticket } from "../model/ticket.ts";
import { siblingsOf } from "../spec/new-place.ts";
import { targetOf } from "./connections.ts";
import type { SpecReading } from "./snapshot.ts";
import { WordIndex, wordsOf, type Words } from "./word-overlap.ts";

/** Fewer words in common than this is chance. */
const LEAST_SCORE = 0.3;
const MAX_LINKS = 3;

/** A section without a ticket that may be the one that a ticket is about. */
export interface LinkSuggestion {
  readonly spec: SpecReading;
  readonly section: SpecSection;
  readonly score: number;
}

/** Where a new section would stand: behind `after` and what is below it; null: at the end. */
export interface PlaceSuggestion {
  readonly spec: SpecReading;
  readonly after: SpecSection | null;
  readonly score: number;
}

export interface Suggestions {
  /** Best first; often none. */
  readonly links: readonly LinkSuggestion[];
  /** Null where no spec of the workspace can be written. */
  readonly place: PlaceSuggestion | null;
}

interface Entry {
  readonly spec: SpecReading;
  readonly section: SpecSection;
}

/** Finds where tickets belong in the specs of a workspace, by the words that they share. */
export class PlaceFinder {
  readonly #config: CanonConfig;
  readonly #specs: readonly SpecReading[];
  readonly #entries: readonly Entry[];
  readonly #index: WordIndex;

  constructor(config: CanonConfig, specs: readonly SpecReading[]) {
    this.#config = config;
    this.#specs = specs.filter(
      ({ document }) => document.writable && document.frontMatter.sync !== "false",
    );
    this.#entries = this.#specs.flatMap((spec) =>
      spec.document.sections.map((section) => ({ spec, section })),
    );
    this.#index = new WordIndex(this.#entries.map(({ section }) => wordsOfSection(section)));
  }

  /** Only specs whose tickets go to the ticket's own project, where there is such a spec. */
  suggest(system: SystemConfig, ticket: Ticket): Suggestions {
    const own = this.#specs.filter((spec) => isOf(system, targetOf(this.#config, spec)));
    const specs = new Set(own.length > 0 ? own : this.#specs);
    const matches = this.#matches(wordsOfTicket(ticket), specs);
    const links = matches.filter(
      ({ section, score }) =>
        score >= LEAST_SCORE && section.tickets.length === 0 && isUnique(section, matches),
    );
    return { links: links.slice(0, MAX_LINKS), place: placeFor(matches, specs) };
  }

  /** Where a text without a ticket would stand; null where no spec can be written. */
  placeFor(title: string, text: string): PlaceSuggestion | null {
    const specs = new Set(this.#specs);
    return placeFor(this.#matches(wordsOf(title, text), specs), specs);
  }

  /** The sections that share words with a text, the most alike first. */
  #matches(words: Words, specs: ReadonlySet<SpecReading>): LinkSuggestion[] {
    return [...this.#index.scores(words)]
      .flatMap(([place, score]) => {
        const entry = this.#entries[place];
        return entry !== undefined && specs.has(entry.spec) ? [{ ...entry, score }] : [];
      })
      .sort((a, b) => b.score - a.score || inOrder(a, b));
  }
}

function wordsOfSection({ title, prose, criteria }: SpecSection): Words {
  return wordsOf(title, [prose, ...criteria.map(({ text }) => text)].join("\n"));
}

function wordsOfTicket({ title, managedText, otherText }: Ticket): Words {
  return wordsOf(title, [managedText, otherText].join("\n"));
}

function isOf(system: SystemConfig, target: SystemConfig | null): boolean {
  return target?.system === system.system && target.project === system.project;
}

/** A section that is named like another one of its spec cannot be named in a command. */
function isUnique(section: SpecSection, matches: readonly Entry[]): boolean {
  const spec = matches.find((match) => match.section === section)?.spec;
  return spec?.document.sections.filter(({ id }) => id === section.id).length === 1;
}

/** Behind the section that is most alike; in a numbered list, behind the last of the list. */
function placeFor(
  matches: readonly LinkSuggestion[],
  specs: ReadonlySet<SpecReading>,
): PlaceSuggestion | null {
  const [best] = matches;
  if (best !== undefined && best.score > 0) {
    const { sections } = best.spec.document;
    const siblings = siblingsOf(sections, best.section.index);
    const isNumbered = siblings.every(({ number }) => number !== null);
    const after = isNumbered ? (siblings.at(-1) ?? best.section) : best.section;
    return { spec: best.spec, after, score: best.score };
  }
  const [spec] = specs;
  if (spec === undefined) return null;
  return { spec, after: lastOfTop(spec), score: 0 };
}

/** The last of a spec's outermost sections; null in a spec without any. */
export function lastOfTop({ document: { sections } }: SpecReading): SpecSection | null {
  const top = sections.reduce((least, { depth }) => Math.min(least, depth), 6);
  return sections.findLast(({ depth }) => depth === top) ?? null;
}

function inOrder(a: Entry, b: Entry): number {
  if (a.spec.file !== b.spec.file) return a.spec.file < b.spec.file ? -1 : 1;
  return a.section.index - b.section.index;
}
