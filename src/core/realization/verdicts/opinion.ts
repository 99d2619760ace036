import type { LineRange } from "../../model/merged-work.ts";
import type { SpecSection } from "../../model/spec.ts";
import type { Verdict } from "./verdict.ts";

/** A section that a language model is asked about, with those of its criteria that are open. */
export interface AskedSection {
  readonly id: string;
  readonly file: string;
  readonly section: SpecSection;
  readonly criteria: readonly { readonly id: string; readonly index: number }[];
}

/** Lines of a changed file that an opinion rests on. */
export interface CitedPlace extends LineRange {
  readonly path: string;
}

/**
 * What a language model says of a section or a criterion. It counts for nothing by itself.
 *
 * Shape:  `reason` is one line that passed the redactor; the places are those it was shown.
 */
export interface Opinion {
  readonly verdict: Verdict["verdict"];
  readonly places: readonly CitedPlace[];
  readonly reason: string;
}

/** All that one model said, by `opinionKey`. `model` is its name, redacted. */
export interface Opinions {
  readonly model: string;
  readonly all: ReadonlyMap<string, Opinion>;
}

/** `criterionIndex` is null for the section itself. */
export function opinionKey(
  file: string,
  sectionIndex: number,
  criterionIndex: number | null,
): string {
  return JSON.stringify([file, sectionIndex, criterionIndex]);
}

/** What a model sees against sections: it may ask a question, whoever listens. */
export function onlyAgainst({ model, all }: Opinions): Opinions {
  return { model, all: new Map([...all].filter(([, { verdict }]) => verdict === "conflicting")) };
}
