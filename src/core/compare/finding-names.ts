import { hashText } from "../kernel/hash.ts";
import type { CodePlace } from "./findings.ts";
import { symbolLine } from "./symbol-line.ts";

/**
 * By what behaviour is remembered that needs no section: its file, and the line that names it.
 *
 * Shape:  no ticket is called like that; no blank at the ends, no line ending.
 */
export function behaviourName(code: CodePlace, lines: readonly string[]): string {
  return `${BEHAVIOUR}${hashOf(`${code.path}\n${symbolLine(lines, code)}`)}/${code.path}`;
}

/**
 * By what a contradiction is remembered that a person has decided: the statement, and the code
 * against it. It is another one as soon as either of them says something else. The section is not
 * part of it: one that gets another id or number says what it said before.
 */
export function contradictionName(
  file: string,
  statement: string,
  code: CodePlace,
  lines: readonly string[],
): string {
  const against = `${code.path}\n${symbolLine(lines, code)}`;
  const hash = hashOf([file, statement, against].join("\n"));
  return `${FLAGGED}${hash}/${file}`;
}

/** Tells whether a remembered name is one of these, and no ticket's. */
export function isFindingName(name: string): boolean {
  return name.startsWith(BEHAVIOUR) || name.startsWith(FLAGGED);
}

/** The hash stands first: behind a word such as "keys" it would be masked as a credential. */
const BEHAVIOUR = "code/";
const FLAGGED = "flagged/";

/** The number of blanks does not matter, as it does not to whoever reads the line. */
function hashOf(text: string): string {
  return hashText(text.replace(/[^\S\n]+/g, " ").trim()).slice(0, 16);
}
