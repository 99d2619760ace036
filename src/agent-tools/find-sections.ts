import { ok } from "../core/kernel/result.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { ExposedSection } from "./exposed-specs.ts";
import { sectionFacts } from "./section-json.ts";
import type { Answer, ToolContext } from "./tool-context.ts";
import type { FIND_SECTIONS } from "./tool-schemas.ts";
import type { InputOf } from "./tool-schema.ts";

type Wanted = InputOf<typeof FIND_SECTIONS>;

/** Sections that fit, a page at a time. What is not exposed is neither looked at nor counted. */
export function findSections(
  { specs, words, folder }: ToolContext,
  input: Wanted,
): Promise<Answer> {
  const { offset = 0, limit = 20 } = input;
  const found = specs.sections().filter((one) => fits(one, input, folder.redact));
  const shown = found.slice(offset, offset + limit);
  const next = offset + shown.length;
  return Promise.resolve(
    ok({
      total: found.length,
      sections: shown.map((one) => ({
        ...sectionFacts(one, words),
        ...(one.spec.exposure === "full" ? { owner: one.spec.document.frontMatter.owner } : {}),
      })),
      nextOffset: next < found.length ? next : null,
    }),
  );
}

function fits(
  one: ExposedSection,
  { text, status, owner, team, ticket, system }: Wanted,
  redact: Redactor,
): boolean {
  const { spec, section } = one;
  const { frontMatter } = spec.document;
  if (spec.exposure !== "full" && (owner ?? team) !== undefined) return false;
  const is = (wanted: string | undefined, ...values: readonly (string | null)[]): boolean =>
    wanted === undefined || values.some((value) => value?.toLowerCase() === wanted.toLowerCase());
  const keys = section.tickets.flatMap(({ ref }) => [ref.key, ticketId(ref)]);
  const systems = section.tickets.map(({ ref }) => ref.system);
  return (
    is(status, section.status?.state ?? "draft") &&
    is(owner, frontMatter.owner) &&
    is(team, frontMatter.team) &&
    is(ticket, ...keys) &&
    is(system, ...systems) &&
    (text === undefined || hasWords(one, text, redact))
  );
}

/** All words must be there. A text that is not exposed is not searched: a hit would tell of it. */
function hasWords({ spec, section }: ExposedSection, text: string, redact: Redactor): boolean {
  const texts = [section.id, section.title, spec.document.title, spec.file];
  if (spec.exposure === "full") {
    texts.push(section.prose, ...section.criteria.flatMap((one) => [one.text, one.details]));
  }
  const wanted = text.toLowerCase().split(/\s+/);
  const isIn = (all: string): boolean => wanted.every((word) => all.toLowerCase().includes(word));
  const all = texts.join("\n");
  // A credential is not to be guessed letter by letter.
  return isIn(all) && isIn(redact(all).text);
}
