import { ok, type Result } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { toCriterionText } from "./criterion-text.ts";
import { editTarget, type EditTarget, type SpecEdit, type SpecEditProblem } from "./edit-target.ts";
import { endOfRun, insertLines } from "./insert-lines.ts";
import { refuseText } from "./refuse-text.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { isBlank, lineText, startOf, type TextLines } from "./text-lines.ts";
import { noSuchCriterion } from "./write-evidence.ts";

/**
 * Ticks or clears the box of a criterion.
 *
 * Shape:  exactly one character; of several criteria with one text, the first that differs. No
 *         splices when it is as wanted.
 * Units:  `after`: so many that differ are left to others, after the first `taken` of that text.
 * Errors: a criterion that is gone.
 */
export function checkCriterion(
  document: SpecDocument,
  sectionIndex: number,
  text: string,
  checked: boolean,
  { after, taken } = { after: 0, taken: 0 },
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section, place } = target.value;
  const boxes = place.boxes.filter((_, index) => section.criteria[index]?.text === text);
  if (boxes.length === 0) return noSuchCriterion(section);
  const differing = boxes.slice(taken).filter(({ box }) => box.checked !== checked);
  const box = differing[after]?.box;
  if (box === undefined) return ok([]);
  return ok([{ start: box.mark, end: box.mark + 1, text: checked ? "x" : " " }]);
}

/** A criterion to be added; `text` may come from anywhere. */
interface NewCriterion {
  readonly text: string;
  readonly checked: boolean;
}

/** Adds one criterion as `addCriteria` does. */
export function addCriterion(
  document: SpecDocument,
  sectionIndex: number,
  text: string,
  checked: boolean,
): SpecEdit {
  const made = addCriteria(document, sectionIndex, [{ text, checked }]);
  return made.ok ? ok(made.value.flat()) : made;
}

/**
 * Adds criteria below the last one of a section, else below its text and a heading of their own.
 *
 * Shape:  the splices of each criterion, in the order in which they were given; none for one that
 *         the section has already. Each text is made harmless first (`toCriterionText`); the new
 *         boxes look like the one above them.
 * Errors: an empty or redacted text; a section where no box can be put safely.
 */
export function addCriteria(
  document: SpecDocument,
  sectionIndex: number,
  criteria: readonly NewCriterion[],
): Result<Splice[][], SpecEditProblem> {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section } = target.value;
  const known = new Set(section.criteria.map((criterion) => criterion.text));
  const added: NewCriterion[] = [];
  const places: (number | null)[] = [];
  for (const { text, checked } of criteria) {
    const plain = toCriterionText(text);
    const refused = refuseText(section, plain, "added");
    if (refused !== null) return refused;
    places.push(known.has(plain) ? null : added.length);
    if (!known.has(plain)) added.push({ text: plain, checked });
    known.add(plain);
  }
  if (added.length === 0) return ok(criteria.map(() => []));
  const boxes = added.map(({ text, checked }) => `[${checked ? "x" : " "}] ${text}`);
  const lists = [...belowLastBox(target.value, boxes), ...belowText(target.value, boxes)];
  const made = firstSafeEdit(target.value, lists, (before, after) => hasMore(before, after, added));
  if (!made.ok) return made;
  return ok(places.map((place) => (place === null ? [] : made.value.slice(place, place + 1))));
}

/** Below the last box and its evidence, in its style, else as items of the outer list. */
function belowLastBox({ layout, place }: EditTarget, boxes: readonly string[]): Splice[][] {
  const { lines } = layout;
  const last = place.boxes.at(-1);
  if (last === undefined) return [];
  const lastEvidence = last.evidence.at(-1)?.lastLine ?? 0;
  const index = Math.max(last.box.end, lastEvidence + 1);
  const { first, mark } = last.box;
  const style = lineText(lines, first).slice(0, mark - 1 - startOf(lines, first));
  return [style, "- "].flatMap((prefix) => {
    const rows = boxes.map((box) => prefix + box);
    return [listAt(lines, index, [], rows, []), listAt(lines, index, [], rows, [""])];
  });
}

/** At the end of the section, else below the comments under its heading. */
function belowText({ layout, place }: EditTarget, boxes: readonly string[]): Splice[][] {
  const { lines } = layout;
  const { part } = place;
  let end = part.end;
  while (end > part.heading.end && isBlank(lines, end - 1)) end -= 1;
  const top = endOfRun(lines, place, Infinity);
  const rows = boxes.map((box) => `- ${box}`);
  const heading = headingFor(place);
  const heads = heading === null ? [[""]] : [["", heading, ""], [""]];
  return heads.flatMap((head) =>
    [end, top].map((index) =>
      listAt(lines, index, head, rows, isBlankAt(lines, index) ? [] : [""]),
    ),
  );
}

/** The rows of a list, each a splice of its own, with what stands above and below it. */
function listAt(
  lines: TextLines,
  index: number,
  head: readonly string[],
  rows: readonly string[],
  tail: readonly string[],
): Splice[] {
  return rows.map((row, place) =>
    insertLines(lines, index, [
      ...(place === 0 ? head : []),
      row,
      ...(place === rows.length - 1 ? tail : []),
    ]),
  );
}

/** One level below the section's own; null where there is one, or no level is left. */
function headingFor({ part, boxes }: EditTarget["place"]): string | null {
  const { depth } = part.heading;
  if (part.cuts.length > 0 || boxes.length > 0 || depth >= 6) return null;
  return `${"#".repeat(depth + 1)} Acceptance Criteria`;
}

function isBlankAt(lines: TextLines, index: number): boolean {
  return index >= lines.starts.length || isBlank(lines, index);
}

function hasMore(before: SpecSection, after: SpecSection, added: readonly NewCriterion[]): boolean {
  const wanted = new Map(added.map(({ text, checked }) => [text, checked]));
  const kept = after.criteria.filter((one) => !wanted.has(one.text));
  const fresh = after.criteria.filter((one) => wanted.has(one.text));
  const expected = added.map(({ text, checked }) => ({
    text,
    details: "",
    checked,
    line: 0,
    evidence: [],
  }));
  return isSame(fresh, expected) && isSame(before, { ...after, criteria: kept });
}
