import { ok } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { comparableText } from "./comparable-text.ts";
import { editTarget, refuse, type EditTarget, type SpecEdit } from "./edit-target.ts";
import { endOfRun, insertLines } from "./insert-lines.ts";
import { matchLines, type LineChange } from "./match-lines.ts";
import { proseRows, type ProseRow } from "./prose-rows.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { isBlank, lineEndingAt, startOf, type TextLines } from "./text-lines.ts";
import { toSpecProse } from "./to-spec-prose.ts";

/**
 * Gives a section another text.
 *
 * Shape:  the text is made harmless first (`toSpecProse`). Lines that say the same keep their
 *         bytes and their places; comments, boxes and headings stay. No splices when the section
 *         says this already.
 * Errors: a redacted text; one that would change what stands around it.
 */
export function setProse(document: SpecDocument, sectionIndex: number, text: string): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section } = target.value;
  const own = section.prose.split("\n").map((line) => line.trimEnd());
  const wanted = toSpecProse(text, new Set(own));
  if (comparableText(wanted) === comparableText(section.prose)) return ok([]);
  const lines = wanted === "" ? [] : wanted.split("\n");
  if (hasNewRedaction(own, lines)) {
    return refuse(
      "spec/redacted-text",
      section.line,
      t(
        'The new text for section "{0}" holds a redacted secret, so it was not written. Remove the secret on both sides.',
        section.title,
      ),
    );
  }
  const rows = proseRows(target.value);
  const before = rows.map((row) => row.text);
  const candidates = [
    matchLines(before.map(comparableText), lines.map(comparableText)),
    matchLines(before, lines),
    [{ first: 0, end: rows.length, from: 0, to: lines.length }],
  ].map((changes) => changes.flatMap((change) => spliced(target.value, rows, lines, change)));
  return firstSafeEdit(target.value, candidates, (old, fresh) => differsInText(old, fresh, wanted));
}

function hasNewRedaction(own: readonly string[], lines: readonly string[]): boolean {
  const known = new Set(own.map(comparableText));
  return lines.some((line) => line.includes("[REDACTED:") && !known.has(comparableText(line)));
}

function differsInText(before: SpecSection, after: SpecSection, wanted: string): boolean {
  return (
    comparableText(after.prose) === comparableText(wanted) &&
    isSame({ ...before, prose: "" }, { ...after, prose: "" })
  );
}

/** The new lines take the place of the first stretch that goes; the other stretches only go. */
function spliced(
  target: EditTarget,
  rows: readonly ProseRow[],
  lines: readonly string[],
  { first, end, from, to }: LineChange,
): Splice[] {
  const fresh = lines.slice(from, to);
  const stretches = stretchesOf(rows.slice(first, end));
  if (stretches.length === 0) {
    return fresh.length === 0 ? [] : [inserted(target, rows, first, end, fresh)];
  }
  return stretches.map((stretch, index) =>
    replaced(target.layout.lines, stretch, index === 0 ? fresh : []),
  );
}

function stretchesOf(rows: readonly ProseRow[]): ProseRow[][] {
  const stretches: ProseRow[][] = [];
  for (const row of rows) {
    if (row.end === row.first) continue;
    const last = stretches.at(-1);
    if (last?.at(-1)?.end === row.first) last.push(row);
    else stretches.push([row]);
  }
  return stretches;
}

/** Comments of lines that go stay, on a line of their own. */
function replaced(lines: TextLines, stretch: readonly ProseRow[], fresh: readonly string[]) {
  const [first, end] = [stretch[0]?.first ?? 0, stretch.at(-1)?.end ?? 0];
  const rows = [...fresh, ...stretch.flatMap((row) => row.comments)];
  const ending = lineEndingAt(lines, first);
  const start = startOf(lines, first);
  const isLast = end >= lines.starts.length;
  if (isLast) return { start, end: lines.text.length, text: rows.join(ending) };
  const leavesTwoBlanks =
    rows.length === 0 && end < lines.starts.length - 1 && isBlank(lines, end) && first > 0;
  const after = leavesTwoBlanks && isBlank(lines, first - 1) ? end + 1 : end;
  return { start, end: startOf(lines, after), text: rows.map((row) => row + ending).join("") };
}

function inserted(
  { layout, place }: EditTarget,
  rows: readonly ProseRow[],
  first: number,
  end: number,
  fresh: readonly string[],
): Splice {
  const { lines } = layout;
  const [above, below] = [rows[first - 1], rows[end]];
  if (above !== undefined && above.end > above.first) return insertLines(lines, above.end, fresh);
  if (below !== undefined) return insertLines(lines, below.first, fresh);
  const top = endOfRun(lines, place, Infinity);
  const hasGap = top >= lines.starts.length || isBlank(lines, top);
  return insertLines(lines, top, ["", ...fresh, ...(hasGap ? [] : [""])]);
}
