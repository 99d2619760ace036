import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";

/** One line of a file, its ending apart. */
export interface StateLine {
  readonly text: string;
  /** Offset of the line's first character. */
  readonly start: number;
  /** Offset behind its last character, before the line ending. */
  readonly end: number;
}

/** A `<ticket_links>` block: the lines between its tags. */
export interface LinksBlock {
  /** 1-based, of the opening tag. */
  readonly line: number;
  /** Indexes into the lines of the file, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** What Canon reads of `.design/STATE.md`; everything else in it belongs to its owner. */
export interface StateFile {
  readonly text: string;
  readonly lines: readonly StateLine[];
  /** Id of the current cycle; null where there is none. */
  readonly cycle: string | null;
  readonly blocks: readonly LinksBlock[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the state of a design cycle, with tolerance: what its owner would refuse is still read.
 *
 * Errors: none; an unclosed block is a problem and counts as absent.
 * Source: the state file of the public design workflow, its template and parser.
 */
export function parseStateFile(text: string): StateFile {
  const lines = linesOf(text);
  const front = frontMatterEnd(lines);
  const cycle = valueOf(lines.slice(1, Math.max(1, front)), "cycle");
  const problems: Problem[] = [];
  const blocks: LinksBlock[] = [];
  let fence: Fence | null = null;
  for (let index = front < 0 ? 0 : front + 1; index < lines.length; index++) {
    const line = lines[index]?.text ?? "";
    fence = fenceAfter(fence, line, index);
    if (fence !== null) continue;
    index = endOfComment(lines, index);
    if (!OPENING.test(lines[index]?.text ?? "")) continue;
    const to = closingOf(lines, index + 1);
    if (to === null) {
      problems.push(unclosed(index + 1));
      continue;
    }
    blocks.push({ line: index + 1, from: index + 1, to });
    index = to;
  }
  if (fence !== null && hidesLinks(lines, fence.index))
    problems.push(unclosedFence(fence.index + 1));
  return { text, lines, cycle: cycle === "" ? null : cycle, blocks, problems };
}

const OPENING = /^<ticket_links>[ \t]*$/;
const CLOSING = /^<\/ticket_links>[ \t]*$/;

/** One pair of matching quotes goes; there are no trailing comments in these files. */
export function unquoted(value: string): string {
  const trimmed = value.trim();
  const [, , inner] = /^(["'])(.*)\1$/.exec(trimmed) ?? [];
  return inner ?? trimmed;
}

function linesOf(text: string): StateLine[] {
  const lines: StateLine[] = [];
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf("\n", start);
    const stop = newline < 0 ? text.length : newline;
    const end = text.charAt(stop - 1) === "\r" && stop > start ? stop - 1 : stop;
    lines.push({ text: text.slice(start, end), start, end });
    if (newline < 0) break;
    start = newline + 1;
  }
  return lines;
}

/** Index of the line that closes the front matter; -1 where there is none. */
function frontMatterEnd(lines: readonly StateLine[]): number {
  if (lines[0]?.text.replace(/^\uFEFF/, "") !== "---") return -1;
  return lines.findIndex((line, index) => index > 0 && line.text === "---");
}

/** Keys are case-sensitive, and the last of several counts. */
function valueOf(lines: readonly StateLine[], key: string): string | null {
  let value: string | null = null;
  for (const { text } of lines) {
    const colon = text.indexOf(":");
    if (colon < 0 || text.trimStart().startsWith("#")) continue;
    if (text.slice(0, colon).trim() === key) value = unquoted(text.slice(colon + 1));
  }
  return value;
}

/** A fence of Markdown that is open, and the line that opened it. */
interface Fence {
  readonly mark: string;
  readonly index: number;
}

function fenceAfter(open: Fence | null, line: string, index: number): Fence | null {
  const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (mark === undefined) return open;
  if (open !== null) return mark.startsWith(open.mark) && line.trim() === mark ? null : open;
  // Code within one line is no fence, however many backticks it has.
  const isInline = mark.startsWith("`") && line.trimStart().slice(mark.length).includes("`");
  return isInline ? null : { mark, index };
}

/** The last line of a comment over several lines that begins here; a block inside it is none. */
function endOfComment(lines: readonly StateLine[], from: number): number {
  const line = lines[from]?.text ?? "";
  if (!line.startsWith("<!--") || line.includes("-->")) return from;
  const end = lines.findIndex(({ text }, index) => index > from && text.includes("-->"));
  return end < 0 ? from : end;
}

function hidesLinks(lines: readonly StateLine[], from: number): boolean {
  return lines.some(({ text }, index) => index > from && OPENING.test(text));
}

function closingOf(lines: readonly StateLine[], from: number): number | null {
  const to = lines.findIndex((line, index) => index >= from && CLOSING.test(line.text));
  const next = lines.findIndex((line, index) => index >= from && OPENING.test(line.text));
  return to < 0 || (next >= 0 && next < to) ? null : to;
}

function unclosed(line: number): Problem {
  return {
    code: "cycle/unclosed-links",
    severity: "warning",
    line,
    message: t(
      "The block <ticket_links> is not closed, so its links are not used. Add a line </ticket_links> below them.",
    ),
  };
}

function unclosedFence(line: number): Problem {
  return {
    code: "cycle/unclosed-fence",
    severity: "warning",
    line,
    message: t(
      "The code fence that begins here is not closed, so the links below it are not used. Close it.",
    ),
  };
}
