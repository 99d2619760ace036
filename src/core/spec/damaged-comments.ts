import { readComment } from "./read-comment.ts";
import { lineText, startOf, type TextLines } from "./text-lines.ts";

/** A Canon comment that a formatter made plain text of. Offsets are those of the whole text. */
export interface DamagedComment {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The comment as it surely was. */
  readonly meant: string;
}

/** Signs of damage are rare, so a text is searched line by line only if it has one. */
const SIGNS = /\\<!|<\\!|<!\\|<!-?[\u2013\u2014]|<!-(?!-)|&lt;!/;
const DAMAGED =
  /^([ \t]*)(?:\\?<|&lt;)\\?!(?:\\?[-\u2013\u2014]){1,3}\s*((?:canon|specwright):.+?)\s*(?:(?:\\?[-\u2013\u2014]){1,3}(?:\\?>|&gt;)|-{0,2}\u2192)[ \t]*$/;

/** Whether a text may hold a damaged comment. */
export function hasSignsOfDamage(text: string): boolean {
  return SIGNS.test(text);
}

/** The indexes of lines that may hold a damaged comment, in order; most texts have none. */
export function linesWithDamage(lines: TextLines, firstLine: number): number[] {
  if (!hasSignsOfDamage(lines.text)) return [];
  const found: number[] = [];
  for (let index = firstLine; index < lines.starts.length; index++) {
    if (damagedAt(lines, index) !== null) found.push(index);
  }
  return found;
}

/**
 * A damaged comment on a line, where there can be no doubt.
 *
 * Shape: its dashes became one long dash, or a backslash or an entity stands before a sign of it;
 *        it is alone on its line, and without the damage it can be read without a remark.
 */
export function damagedAt(lines: TextLines, index: number): DamagedComment | null {
  const row = lineText(lines, index);
  const [, indent = "", written] = DAMAGED.exec(row) ?? [];
  if (written === undefined || /^[ \t]*<!--.*-->[ \t]*$/.test(row)) return null;
  const body = written.replace(/\\([!-/:-@[-`{-~])/g, "$1");
  const { comment, oddities } = readComment(body);
  if (comment.kind === "unreadable" || oddities.length > 0) return null;
  const start = startOf(lines, index) + indent.length;
  const end = startOf(lines, index) + row.trimEnd().length;
  return { line: index, start, end, meant: `<!-- ${body} -->` };
}
