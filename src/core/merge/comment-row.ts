import type { CanonComment } from "../spec/canon-comment.ts";
import { isCanonComment, readComment } from "../spec/read-comment.ts";

/** A line of a conflict. `comment` is null for everything that is not one Canon comment alone. */
export interface Row {
  readonly text: string;
  readonly comment: CanonComment | null;
}

/** Reads a line without its line ending; a comment that cannot be read counts as other text. */
export function readRow(line: string): Row {
  const text = line.replace(/\r?\n$/, "");
  const body = /^[ \t]*<!--((?:(?!<!--|-->).)*)-->[ \t]*$/.exec(text)?.[1];
  if (body === undefined || !isCanonComment(body)) return { text, comment: null };
  const { comment } = readComment(body);
  return { text, comment: comment.kind === "unreadable" ? null : comment };
}

/** Tells whether a line begins a section, as far as a line by itself can say. */
export function isHeadingRow({ text }: Row): boolean {
  return /^ {0,3}#{1,6}(?:[ \t]|$)/.test(text);
}
