import type { EvidenceFile } from "../../model/spec.ts";

/** A stretch of a file that bears a verdict out. `hash` is that of the quoted lines, null without lines. */
export interface CitedLines extends EvidenceFile {
  readonly hash: string | null;
}

/**
 * What merged work did for a criterion, or for a section as a whole.
 *
 * Shape:  `criterionIndex` is the place of the criterion in its section, null for the section.
 *         `origin` says who decided: `deterministic` is what can be looked up, and comes out the
 *         same every time; `model` is the opinion of a language model. `reasons` are sentences for
 *         people, at least one.
 */
export interface Verdict {
  readonly file: string;
  readonly sectionIndex: number;
  readonly sectionId: string;
  readonly criterionIndex: number | null;
  readonly criterion: string | null;
  readonly verdict: "realized" | "partially_realized" | "conflicting" | "not_addressed";
  readonly origin: "deterministic" | "model";
  /** What that model is called, redacted; absent where none was behind it. */
  readonly model?: string;
  readonly evidence: readonly CitedLines[];
  readonly reasons: readonly string[];
}
