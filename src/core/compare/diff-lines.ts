import { lineLength, type DataLine } from "../realization/opinions/data-blocks.ts";
import type { ComparedFile, Hunk } from "./compared-file.ts";

const CONTEXT = 4;
const MOST_REMOVED = 60;

/** A change of a file as a model reads it, and whether all of it is there. */
export interface DiffLines {
  readonly lines: readonly DataLine[];
  readonly isWhole: boolean;
}

/**
 * The touched lines of a file with some around them: those of the new text with their number, with a
 * plus sign where the change wrote them, and those that went.
 *
 * Shape:  what does not fit is left out from the end.
 * Units:  `most` in UTF-16 units of the prompt.
 */
export function diffLines({ lines, hunks }: ComparedFile, most: number): DiffLines {
  const shown: DataLine[] = [];
  let left = most;
  let shownTo = 0;
  const add = (line: DataLine): boolean => {
    left -= lineLength(line);
    if (left >= 0) shown.push(line);
    return left >= 0;
  };
  for (const [at, hunk] of hunks.entries()) {
    const from = Math.max(shownTo, hunk.first - CONTEXT);
    const next = hunks[at + 1]?.first ?? lines.length;
    const to = Math.min(lines.length, hunk.end + CONTEXT, next);
    const gap = from > shownTo ? [{ mark: "", text: "…" }] : [];
    if (![...gap, ...linesOf(lines, hunk, from, to)].every(add)) break;
    shownTo = to;
  }
  return { lines: shown, isWhole: left >= 0 };
}

function linesOf(lines: readonly string[], hunk: Hunk, from: number, to: number): DataLine[] {
  const plain = (start: number, end: number, sign: string): DataLine[] =>
    lines.slice(start, end).map((text, at) => ({ mark: `${String(start + at + 1)}${sign}`, text }));
  const gone = hunk.removed.slice(0, MOST_REMOVED).map((text) => ({ mark: "gone", text }));
  const more = hunk.removed.length - gone.length;
  return [
    ...plain(from, hunk.first, ""),
    ...gone,
    ...(more > 0 ? [{ mark: "gone", text: `… ${String(more)} more lines` }] : []),
    ...plain(hunk.first, hunk.end, "+"),
    ...plain(hunk.end, to, ""),
  ];
}
