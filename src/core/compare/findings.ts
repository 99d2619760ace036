import type { SpecSection } from "../model/spec.ts";
import type { SpecReading } from "../plan/snapshot.ts";

/**
 * Some lines of a changed file. Lines count from 1, both ends included; null for a file that the
 * change took away.
 */
export interface CodePlace {
  readonly path: string;
  readonly startLine: number | null;
  readonly endLine: number | null;
}

/**
 * A statement of a section that a change speaks against, as a language model sees it.
 *
 * Shape:  `statement` stands in the section word for word, with its own blanks; `line` is where it
 *         begins. `why` is one line of plain text, `replacement` what the statement could say
 *         instead, null without a draft; both are a stranger's words, redacted and not yet fit for
 *         a spec. `name` is the same in every run, for as long as statement and code are.
 */
export interface Contradiction {
  readonly kind: "contradiction";
  readonly name: string;
  readonly spec: SpecReading;
  readonly section: SpecSection;
  readonly statement: string;
  readonly line: number;
  readonly code: CodePlace;
  readonly why: string;
  readonly replacement: string | null;
}

/**
 * New behaviour that no section speaks of, as a language model sees it.
 *
 * Shape:  `title`, `text` and `why` are a stranger's words, redacted and not yet fit for a spec.
 *         `name` is the same in every run, for as long as the code is called the same.
 */
export interface Unspecified {
  readonly kind: "unspecified";
  readonly name: string;
  readonly code: CodePlace;
  readonly title: string;
  readonly text: string;
  readonly why: string;
}

export type ChangeFinding = Contradiction | Unspecified;

/** `src/keys.ts:10-14`. */
export function placeText({ path, startLine, endLine }: CodePlace): string {
  if (startLine === null) return path;
  return endLine === null || endLine === startLine
    ? `${path}:${String(startLine)}`
    : `${path}:${String(startLine)}-${String(endLine)}`;
}
