import type { Splice } from "../../kernel/splice.ts";
import type { SpecDocument } from "../../model/spec.ts";
import { isCanonComment } from "../read-comment.ts";
import { scanComments, type FoundComment } from "../scan-comments.ts";
import { endOf, startOf, toLines } from "../text-lines.ts";

/** A comment meant for Canon, with the end of its line. */
export interface CommentAt extends FoundComment {
  readonly lineEnd: number;
}

/**
 * The Canon comments that begin on a line, whether or not they can be read.
 *
 * Units: `line` counts from 1; offsets are those of the whole text.
 */
export function commentsAt({ text }: SpecDocument, line: number): CommentAt[] {
  const lines = toLines(text, text.startsWith("\uFEFF") ? 1 : 0);
  const [from, lineEnd] = [startOf(lines, line - 1), endOf(lines, line - 1)];
  return scanComments(text, from, text.length, "html")
    .filter(({ start, body }) => start < lineEnd && isCanonComment(body))
    .map((found) => ({ ...found, lineEnd }));
}

/** Puts other words into a comment; the blanks around them stay. */
export function withContent({ start, body }: FoundComment, content: string): Splice {
  const from = start + "<!--".length + (body.length - body.trimStart().length);
  return { start: from, end: from + body.trim().length, text: content };
}
