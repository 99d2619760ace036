import type { PlacedComment } from "./canon-comment.ts";
import { endOf, lineAt, startOf, textOfLines, type TextLines } from "./text-lines.ts";

/** Whole lines, `end` excluded. */
export interface LineRange {
  readonly first: number;
  readonly end: number;
}

/** A text with the Canon comments that stand in it, in the order of their places. */
export interface CommentedText {
  readonly lines: TextLines;
  readonly comments: readonly PlacedComment[];
}

/**
 * The lines of a range without Canon comments and without the lines that are cut out.
 *
 * Shape:  `\n` between lines; what is cut out leaves one blank line; no blank line at the ends.
 *         The indentation of the first line stays, because it may be what makes it code.
 *         `cuts` are in order and apart.
 */
export function keptText(
  source: CommentedText,
  range: LineRange,
  cuts: readonly LineRange[],
): string {
  const { lines } = source;
  const pieces: string[] = [];
  let nextCut = 0;
  let nextComment = firstCommentFrom(source, range.first);
  let chunk: string[] = [];
  const flush = (): void => {
    pushChunk(pieces, chunk);
    chunk = [];
  };
  for (let line = range.first; line < range.end;) {
    const cut = cuts[nextCut];
    if (cut !== undefined && line >= cut.first) {
      flush();
      line = Math.max(line, cut.end);
      nextCut += 1;
      continue;
    }
    while ((source.comments[nextComment]?.line ?? Infinity) < line) nextComment += 1;
    const commentLine = source.comments[nextComment]?.line ?? Infinity;
    const stop = Math.min(range.end, cut?.first ?? range.end, commentLine);
    if (stop > line) {
      chunk.push(textOfLines(lines, line, stop));
      line = stop;
      continue;
    }
    const group = stripComments(source, nextComment);
    if (group.text === "") flush();
    else chunk.push(group.text);
    line = group.end;
  }
  flush();
  return pieces.join("\n\n");
}

/** The text of one list item's paragraph in a single line, without Canon comments. */
export function joinedText(source: CommentedText, start: number, endLine: number): string {
  const { lines, comments } = source;
  const end = endOf(lines, endLine - 1);
  const firstLine = lineAt(lines, start);
  let at = start;
  const pieces: string[] = [];
  for (let i = firstCommentFrom(source, firstLine); i < comments.length; i++) {
    const comment = comments[i];
    if (comment === undefined || comment.start >= end) break;
    if (comment.start < at) continue;
    pieces.push(lines.text.slice(at, comment.start));
    at = comment.end;
  }
  pieces.push(lines.text.slice(at, end));
  if (at === start && endLine === firstLine + 1) return pieces.join("").trim();
  const parts = pieces.flatMap((piece) => piece.split(/\r\n?|\n/)).map((part) => part.trim());
  return parts.filter((part) => part !== "").join(" ");
}

/** Takes away up to `column` columns of indentation from every line, and all blanks of blank ones. */
export function dedent(text: string, column: number): string {
  if (text === "") return text;
  return text
    .split("\n")
    .map((line) => dedentLine(line, column))
    .join("\n");
}

function dedentLine(line: string, column: number): string {
  let reached = 0;
  let at = 0;
  for (; at < line.length && reached < column; at++) {
    const unit = line[at];
    if (unit === "\t") reached += 4 - (reached % 4);
    else if (unit === " ") reached += 1;
    else break;
  }
  const rest = line.slice(at);
  return /[^ \t]/.test(rest) ? " ".repeat(Math.max(0, reached - column)) + rest : "";
}

function firstCommentFrom({ comments }: CommentedText, line: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lines that hold a comment and those that touch it, with the comments taken out. */
function stripComments(
  { lines, comments }: CommentedText,
  index: number,
): { text: string; end: number } {
  const first = comments[index]?.line ?? 0;
  let last = first;
  let text = lines.text.slice(startOf(lines, first), comments[index]?.start);
  let at = startOf(lines, first);
  for (let i = index; i < comments.length; i++) {
    const comment = comments[i];
    if (comment === undefined || comment.line > last) break;
    if (i > index) text = joinPieces(text, lines.text.slice(at, comment.start));
    at = comment.end;
    last = Math.max(last, comment.lastLine);
  }
  text = joinPieces(text, lines.text.slice(at, endOf(lines, last)));
  return { text: text.trim() === "" ? "" : text, end: last + 1 };
}

/** One blank stands for a comment between words; indentation before one is kept. */
function joinPieces(left: string, right: string): string {
  const start = trimBlanksEnd(left);
  const rest = right.replace(/^[ \t]+/, "");
  if (start === "") return left + rest;
  return rest === "" ? start : `${start} ${rest}`;
}

function trimBlanksEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || text[end - 1] === "\t")) end -= 1;
  return text.slice(0, end);
}

/** Keeps a chunk without the blank lines at its ends. */
function pushChunk(pieces: string[], chunk: readonly string[]): void {
  const rows = chunk.join("\n");
  let end = rows.length;
  while (end > 0 && /[ \t\n]/.test(rows.charAt(end - 1))) end -= 1;
  let start = 0;
  for (let at = 0; at < end; at++) {
    const unit = rows.charAt(at);
    if (unit === "\n") start = at + 1;
    else if (unit !== " " && unit !== "\t") break;
  }
  if (start < end) pieces.push(rows.slice(start, end));
}
