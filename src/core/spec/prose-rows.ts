import type { PlacedComment } from "./canon-comment.ts";
import type { EditTarget } from "./edit-target.ts";
import type { LineRange } from "./kept-text.ts";
import { endOf, lineText, startOf, withNewlines, type TextLines } from "./text-lines.ts";

/**
 * A line of a section's own text at its place in the file.
 *
 * Shape:  `comments` are the Canon comments that stand on it and are no part of `text`. A row
 *         without lines of its own stands for the gap that a box, a heading or a comment leaves.
 * Units:  line indexes from 0, `end` excluded.
 */
export interface ProseRow {
  readonly text: string;
  readonly first: number;
  readonly end: number;
  readonly comments: readonly string[];
}

/** The lines of a section that are neither boxes, comments nor the heading of the criteria. */
export function proseRows({ layout, place }: EditTarget): ProseRow[] {
  const { lines } = layout;
  const { part } = place;
  const cuts = [...part.boxes.boxes.filter((box) => box.parent === null), ...part.cuts].sort(
    (a, b) => a.first - b.first,
  );
  const pieces: ProseRow[][] = [[]];
  for (let line = part.heading.end; line < part.end;) {
    const cut = cuts.find((one) => line >= one.first && line < one.end);
    if (cut !== undefined) {
      pieces.push([]);
      line = cut.end;
      continue;
    }
    const row = rowAt(lines, part.comments, line);
    if (row === null) pieces.push([]);
    else pieces.at(-1)?.push(row);
    line = row?.end ?? lastLineOf(part.comments, line) + 1;
  }
  return withGaps(pieces.map(withoutBlankEnds).filter((piece) => piece.length > 0));
}

/** Null for a line that holds comments and nothing else. */
function rowAt(
  lines: TextLines,
  comments: readonly PlacedComment[],
  line: number,
): ProseRow | null {
  const end = lastLineOf(comments, line) + 1;
  const own = comments.filter((comment) => comment.line >= line && comment.line < end);
  if (own.length === 0) {
    return { text: lineText(lines, line).trimEnd(), first: line, end: line + 1, comments: [] };
  }
  const text = withoutComments(lines, { first: line, end }, own);
  if (text.trim() === "") return null;
  const bodies = own.map((comment) => lines.text.slice(comment.start, comment.end));
  return { text: text.trimEnd(), first: line, end, comments: bodies };
}

function lastLineOf(comments: readonly PlacedComment[], line: number): number {
  let last = line;
  for (const comment of comments) {
    if (comment.line >= line && comment.line <= last) last = Math.max(last, comment.lastLine);
  }
  return last;
}

function withoutComments(
  lines: TextLines,
  { first, end }: LineRange,
  comments: readonly PlacedComment[],
): string {
  let text = "";
  let at = startOf(lines, first);
  for (const comment of comments) {
    text = `${text}${lines.text.slice(at, comment.start)}`.trimEnd();
    at = comment.end;
  }
  return withNewlines(text + lines.text.slice(at, endOf(lines, end - 1)));
}

function withoutBlankEnds(rows: readonly ProseRow[]): ProseRow[] {
  const first = rows.findIndex((row) => row.text !== "");
  const last = rows.findLastIndex((row) => row.text !== "");
  return first < 0 ? [] : rows.slice(first, last + 1);
}

function withGaps(pieces: readonly ProseRow[][]): ProseRow[] {
  return pieces.flatMap((piece, index) => {
    const end = piece.at(-1)?.end ?? 0;
    const gap: ProseRow = { text: "", first: end, end, comments: [] };
    return index === pieces.length - 1 ? piece : [...piece, gap];
  });
}
