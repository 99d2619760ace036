import { comparableChunk, IS_RULE, joinWords, splitMarkers } from "./comparable-chunk.ts";

/**
 * A text in a form that survives being stored by a tracker which writes Markdown in its own way.
 *
 * Shape:  for comparison only. List markers, numbers of list items, indentation, line breaks,
 *         blank lines, quote marks, escapes, marks of emphasis, blanks in tables and links around
 *         their own address come out the same however they were written. Words, digits and what
 *         stands in code stay. The same text again when applied twice.
 * Errors: none; the work grows with the length of the text.
 */
export function comparableText(markdown: string): string {
  const parts: string[] = [];
  let words: string[] = [];
  const lines = markdown.replaceAll(PLACEHOLDERS, "").split(/\r\n?|\n/);
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    const fence = openFence(line);
    const end = fence === null ? endOfChunk(lines, at) : endOfFence(lines, at, fence);
    if (fence === null) {
      words.push(comparableChunk(lines.slice(at, end)));
    } else {
      words.push(fence.before);
      parts.push(proseOf(words), codeBlock(fence, lines.slice(at + 1, end)));
      words = [];
    }
    at = Math.max(end, at + 1) + (fence !== null && end < lines.length ? 1 : 0);
  }
  return [...parts, proseOf(words)].filter((part) => part !== "").join("\n");
}

function proseOf(words: readonly string[]): string {
  const prose = joinWords(words);
  return IS_RULE.test(prose) ? "---" : prose;
}

/** They stand for code spans while a chunk is worked on, so they may not come from outside. */
const PLACEHOLDERS = /\uFFFC/g;

interface Fence {
  /** Markers of the list or quote that the block begins, in their comparable form. */
  readonly before: string;
  readonly mark: string;
  readonly info: string;
}

const MARKERS = "[ \\t]*(?:(?:[-*+>]|\\d{1,9}[.)])[ \\t]+)*";
const FENCE = new RegExp(`^(${MARKERS})(\`{3,}(?=[^\`]*$)|~{3,})(.*)$`);

function openFence(line: string): Fence | null {
  if (!line.includes("```") && !line.includes("~~~")) return null;
  const [, markers = "", mark = "", info = ""] = FENCE.exec(line) ?? [];
  if (mark === "") return null;
  return { before: splitMarkers(markers).markers, mark, info: info.replace(/[`\s]+/g, " ").trim() };
}

/** The line that closes the block, or the end of the text. */
function endOfFence(lines: readonly string[], start: number, { mark }: Fence): number {
  for (let at = start + 1; at < lines.length; at += 1) {
    const text = (lines[at] ?? "").replace(/^[ \t>]+/, "").trimEnd();
    if (text.startsWith(mark) && text.replaceAll(mark.charAt(0), "") === "") return at;
  }
  return lines.length;
}

/** Its lines keep their bytes, but for the indentation that all of them share. */
function codeBlock({ info }: Fence, lines: readonly string[]): string {
  const filled = lines.filter((line) => line.trim() !== "");
  const indents = filled.map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, one) => Math.min(least, one), Infinity);
  const runs = lines.flatMap((line) => line.match(/`{3,}/g) ?? []).map((run) => run.length + 1);
  const mark = "`".repeat(runs.reduce((most, one) => Math.max(most, one), 3));
  const code = lines.map((line) => (line.trim() === "" ? "" : line.slice(indent)));
  return [mark + info, ...code, mark].join("\n");
}

/** A new chunk begins below a blank line, and wherever a line starts a block of its own. */
const STARTS_CHUNK = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|>|\||#{1,6}[ \t])/;

function endOfChunk(lines: readonly string[], start: number): number {
  if (IS_RULE.test(lines[start] ?? "")) return start + 1;
  let end = start + 1;
  while (end < lines.length) {
    const line = lines[end] ?? "";
    const isOther =
      line.trim() === "" || STARTS_CHUNK.test(line) || IS_RULE.test(line) || openFence(line);
    if (isOther) break;
    end += 1;
  }
  return end;
}
