import { ok } from "../kernel/result.ts";
import type { SpecDocument } from "../model/spec.ts";
import { editTarget, type SpecEdit } from "./edit-target.ts";
import { nthCriterion } from "./nth-criterion.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { startOf } from "./text-lines.ts";

/**
 * Takes a criterion out of a section, with its details and its evidence.
 *
 * Shape:  whole lines go, every other byte stays. Of several criteria with one text, the first or
 *         the next after so many of those. No splices when the criterion is gone already.
 * Errors: a criterion that holds others, or shares its line; no safe way to take it out.
 */
export function removeCriterion(
  document: SpecDocument,
  sectionIndex: number,
  criterion: string,
  after = 0,
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section, place, layout } = target.value;
  const index = nthCriterion(section, criterion, after);
  const box = place.boxes[index]?.box;
  if (box === undefined) return ok([]);
  const below = section.criteria[index]?.evidence.map(({ line }) => line) ?? [];
  const end = Math.max(box.end, ...below);
  const { lines } = layout;
  const splice = { start: startOf(lines, box.first), end: startOf(lines, end), text: "" };
  return firstSafeEdit(target.value, [[splice]], (before, after) =>
    isSame({ ...before, criteria: before.criteria.filter((_, at) => at !== index) }, after),
  );
}
