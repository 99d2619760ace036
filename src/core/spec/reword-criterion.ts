import { ok } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { toCriterionText } from "./criterion-text.ts";
import { editTarget, type EditTarget, type SpecEdit } from "./edit-target.ts";
import { nthCriterion } from "./nth-criterion.ts";
import { refuseText } from "./refuse-text.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { endOf, startOf } from "./text-lines.ts";
import { noSuchCriterion } from "./write-evidence.ts";

/**
 * Gives a criterion another text, and sets its tick.
 *
 * Shape:  the text is made harmless first (`toCriterionText`) and takes the place of the old one;
 *         comments on its lines, what else belongs to the item and its evidence stay. Of several
 *         criteria with the old text, the first or the next after so many of those. No splices when
 *         the old text is gone and the new one is there.
 * Errors: a criterion that is gone; an empty or redacted text; no safe way to write it.
 */
export function rewordCriterion(
  document: SpecDocument,
  sectionIndex: number,
  from: string,
  to: string,
  checked: boolean,
  after = 0,
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section, place } = target.value;
  const text = toCriterionText(to);
  const refused = refuseText(section, text, "changed");
  if (refused !== null) return refused;
  const index = nthCriterion(section, from, after);
  const box = place.boxes[index]?.box;
  if (box === undefined) {
    const isThere = section.criteria.some((one) => one.text === text);
    return isThere ? ok([]) : noSuchCriterion(section);
  }
  const { mark, textEnd } = box;
  const tick: Splice = { start: mark, end: mark + 1, text: checked ? "x" : " " };
  const others = box.checked === checked ? [] : [tick];
  const edits = oldText(target.value, mark, textEnd).map(({ start, end }) => [
    ...others,
    { start, end, text: ` ${text}` },
  ]);
  return firstSafeEdit(target.value, edits, (before, after) =>
    hasNewText(before, after, index, { text, checked }),
  );
}

/** The old text as far as the first comment on its line; none where a comment cuts it in two. */
function oldText(
  { layout }: EditTarget,
  mark: number,
  textEnd: number,
): { start: number; end: number }[] {
  const { lines } = layout;
  const start = mark + 2;
  const whole = lines.text.slice(start, endOf(lines, textEnd - 1));
  const comment = whole.indexOf("<!--");
  if (comment >= 0 && start + comment < startOf(lines, textEnd - 1)) return [];
  const kept = comment < 0 ? whole : whole.slice(0, comment);
  return [{ start, end: start + kept.trimEnd().length }];
}

function hasNewText(
  before: SpecSection,
  after: SpecSection,
  index: number,
  wanted: { readonly text: string; readonly checked: boolean },
): boolean {
  const criteria = before.criteria.map((one, at) => (at === index ? { ...one, ...wanted } : one));
  return isSame({ ...before, criteria }, after);
}
