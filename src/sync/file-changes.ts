import { hashText } from "../core/kernel/hash.ts";
import { linesWithEnds } from "../core/kernel/text-lines.ts";
import type { TrackedEdit } from "../core/kernel/tracked-edits.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { FileChange } from "./run-record.ts";

/** Lines around a change that have to be there still, as long as there are so many. */
const CONTEXT = 2;

/** Describes each edit of a file so that it can be found again in a text that moved on. */
export function toFileChanges(
  text: string,
  edits: readonly TrackedEdit[],
  redact: Redactor,
): FileChange[] {
  const lines = linesWithEnds(text);
  const starts = startsOf(lines);
  return edits.map((edit) => toChange(text, { lines, starts }, edit, redact));
}

/** Short, because a record holds many of them; they are compared within one file only. */
export function lineHash(line: string): string {
  return hashText(line).slice(0, 12);
}

/** Where each line begins, and where the last one ends. */
export function startsOf(lines: readonly string[]): number[] {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);
  return starts;
}

interface Lines {
  readonly lines: readonly string[];
  readonly starts: readonly number[];
}

function toChange(
  text: string,
  { lines, starts }: Lines,
  { owners, start, end, text: former }: TrackedEdit,
  redact: Redactor,
): FileChange {
  const first = lineAt(starts, start);
  const last = end === starts[first] ? first : lineAt(starts, Math.max(start, end - 1)) + 1;
  const from = Math.max(0, first - CONTEXT);
  const to = Math.min(lines.length, last + CONTEXT);
  const column = start - (starts[first] ?? 0);
  const shown = (middle: string): string =>
    redact(text.slice(starts[from], start) + middle + text.slice(end, starts[to])).text;
  return {
    start,
    end,
    // A credential is kept nowhere, so that such an edit cannot be taken back.
    text: redact(former).text,
    items: owners,
    anchor: {
      lines: lines.slice(from, to).map(lineHash),
      above: first - from,
      below: to - last,
      column,
    },
    shown: { after: shown(text.slice(start, end)), before: shown(former) },
  };
}

/** Index of the line that holds an offset; past the end, the index after the last line. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
