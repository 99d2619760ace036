import type { AiExposure } from "../core/model/ai-exposure.ts";
import { exposureOf } from "../core/model/ai-exposure.ts";
import type { SpecSection } from "../core/model/spec.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import type { SpecReading } from "../core/plan/snapshot.ts";
import type { FolderSpecs } from "./tool-folder.ts";

/** A spec that a language model may know of. */
export interface ExposedSpec extends SpecReading {
  readonly exposure: Exclude<AiExposure, "none">;
}

/** A section of such a spec. */
export interface ExposedSection {
  readonly spec: ExposedSpec;
  readonly section: SpecSection;
}

/** Shorter words are in every text. */
const SHORTEST_TERM = 3;

/**
 * The specs of a folder as far as a language model may know of them. The tools see nothing else.
 */
export class ExposedSpecs {
  readonly specs: readonly ExposedSpec[];
  readonly #byFile: ReadonlyMap<string, ExposedSpec>;
  readonly #keptBack: readonly SpecReading[];
  #terms: readonly string[] | undefined;

  constructor({ specs, rules }: FolderSpecs) {
    this.specs = specs.flatMap((spec) => {
      const exposure = exposureOf(spec.document.frontMatter, rules);
      return exposure === "none" ? [] : [{ ...spec, exposure }];
    });
    this.#byFile = new Map(this.specs.map((spec) => [spec.file, spec]));
    this.#keptBack = specs.filter(({ file }) => !this.#byFile.has(file));
  }

  /** Whether nothing is kept back. */
  get isWhole(): boolean {
    return this.#keptBack.length === 0;
  }

  find(file: string): ExposedSpec | undefined {
    return this.#byFile.get(file);
  }

  isFull(file: string): boolean {
    return this.find(file)?.exposure === "full";
  }

  sections(): ExposedSection[] {
    return this.specs.flatMap((spec) =>
      spec.document.sections.map((section) => ({ spec, section })),
    );
  }

  /**
   * A message that is shown to people, where a model may see it as well; null where it names
   * something of a spec that does not exist for it.
   */
  message(text: string): string | null {
    this.#terms ??= this.#keptBack.flatMap(termsOf).filter((one) => one.length >= SHORTEST_TERM);
    const lower = text.toLowerCase();
    return this.#terms.some((term) => lower.includes(term)) ? null : text;
  }
}

/** All by which a message could name a spec or its sections. */
function termsOf({ file, document }: SpecReading): string[] {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const terms = document.sections.flatMap((section) => [
    section.title,
    section.id,
    ...[...section.tickets, ...section.shadows].flatMap(({ ref }) => [ref.key, ticketId(ref)]),
    ...section.criteria.map(({ text }) => text),
  ]);
  return [file, name, document.title, ...terms].map((term) => term.toLowerCase());
}
