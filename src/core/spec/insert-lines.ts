import type { Splice } from "../kernel/splice.ts";
import type { PlacedComment } from "./canon-comment.ts";
import type { EditTarget } from "./edit-target.ts";
import { endOf, isBlank, lineEndingAt, startOf, type TextLines } from "./text-lines.ts";

/** The order of comments below a heading. */
const RANKS: Readonly<Record<PlacedComment["value"]["kind"], number>> = {
  ticket: 0,
  shadow: 1,
  status: 2,
  evidence: 3,
  delta: 4,
  unreadable: 5,
};

/**
 * Puts whole lines above the line of an index, with the line ending used there.
 *
 * At the end of a text without a final line ending, none is added behind the last line.
 */
export function insertLines(lines: TextLines, index: number, rows: readonly string[]): Splice {
  const ending = lineEndingAt(lines, index - 1);
  if (index < lines.starts.length) {
    const start = startOf(lines, index);
    return { start, end: start, text: rows.map((row) => row + ending).join("") };
  }
  const start = lines.text.length;
  const last = rows.findLastIndex((row) => row !== "");
  return { start, end: start, text: ending + rows.slice(0, last + 1).join(ending) };
}

/** Puts a comment below the heading of a section, behind those that go before its kind. */
export function insertBelowHeading(
  { layout, place }: EditTarget,
  kind: PlacedComment["value"]["kind"],
  comment: string,
): Splice {
  const index =
    kind === "ticket" ? place.part.heading.end : endOfRun(layout.lines, place, RANKS[kind]);
  return insertLines(layout.lines, index, [comment]);
}

/**
 * The line below the last comment of at most a rank in the run of comments under a heading.
 *
 * Only comments that are alone on their line count: below them a new block begins, so that
 * another line changes nothing.
 */
export function endOfRun(lines: TextLines, { part }: EditTarget["place"], rank: number): number {
  const solo = new Map(
    part.comments.filter((one) => one.isSolo).map((one) => [one.line, RANKS[one.value.kind]]),
  );
  let end = part.heading.end;
  for (let line = part.heading.end; line < part.end; line++) {
    const found = solo.get(line);
    if (found === undefined && !isBlank(lines, line)) break;
    if (found !== undefined && found <= rank) end = line + 1;
  }
  return end;
}

/**
 * Removes a stretch, together with its line if it is alone on one and `withLine` says so.
 *
 * A lone `\r` above and a `\n` below must not meet, because they would become one line ending.
 */
export function removeStretch(
  lines: TextLines,
  { start, end, line, lastLine }: Pick<PlacedComment, "start" | "end" | "line" | "lastLine">,
  withLine: boolean,
): Splice {
  const [first, last] = [startOf(lines, line), endOf(lines, lastLine)];
  const before = lines.text.slice(first, start);
  const after = lines.text.slice(end, last);
  if (before.trim() !== "" || after.trim() !== "") {
    if (/[ \t]$/.test(before)) return { start: start - 1, end, text: "" };
    return { start, end: /^[ \t]/.test(after) ? end + 1 : end, text: "" };
  }
  const meetsAt = (next: number): boolean =>
    lines.text.charAt(first - 1) === "\r" && lines.text.charAt(next) === "\n";
  if (!withLine) return { start: first, end: last, text: meetsAt(last) ? " " : "" };
  const next = startOf(lines, lastLine + 1);
  const isLast = lastLine + 1 >= lines.starts.length;
  if (isLast || meetsAt(next)) return { start: endOf(lines, line - 1), end: last, text: "" };
  return { start: first, end: next, text: "" };
}
