import type { Splice } from "../../kernel/splice.ts";
import type { SpecDocument } from "../../model/spec.ts";

/** A way to mend a spec, in words that a menu can show, and as an edit of its text. */
export interface Mend {
  readonly title: string;
  readonly splices: readonly Splice[];
  /** There is only one sensible way, and it is this one. */
  readonly isPreferred: boolean;
}

/**
 * Something odd, where it is shown.
 *
 * Shape:  `file` is the path of the spec from the root of the workspace.
 * Units:  `line` counts from 1.
 */
export interface Trouble {
  readonly code: string;
  readonly line: number;
  readonly file: string;
}

/** Proposes edits; whether they mend anything is tried out by the one who asked. */
export type Mender = (spec: SpecDocument, trouble: Trouble) => readonly Mend[];
