import { ok } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { toCriterionText } from "./criterion-text.ts";
import { editTarget, refuse, type EditTarget, type SpecEdit } from "./edit-target.ts";
import { endOfRun, insertLines } from "./insert-lines.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { isBlank, lineText, startOf, type TextLines } from "./text-lines.ts";
import { noSuchCriterion } from "./write-evidence.ts";

/**
 * Ticks or clears the box of a criterion.
 *
 * Shape:  exactly one character; of several criteria with one text, the first that differs. No
 *         splices when it is as wanted.
 * Errors: a criterion that is gone.
 */
export function checkCriterion(
  document: SpecDocument,
  sectionIndex: number,
  text: string,
  checked: boolean,
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section, place } = target.value;
  const boxes = place.boxes.filter((_, index) => section.criteria[index]?.text === text);
  if (boxes.length === 0) return noSuchCriterion(section);
  const box = boxes.find((one) => one.box.checked !== checked)?.box;
  if (box === undefined) return ok([]);
  return ok([{ start: box.mark, end: box.mark + 1, text: checked ? "x" : " " }]);
}

/**
 * Adds a criterion below the last one of a section, else below the section's text.
 *
 * Shape:  the text is made harmless first (`toCriterionText`); the new box looks like the one
 *         above it. No splices when the section has this criterion already.
 * Errors: an empty or redacted text; a section where no box can be put safely.
 */
export function addCriterion(
  document: SpecDocument,
  sectionIndex: number,
  text: string,
  checked: boolean,
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section } = target.value;
  const plain = toCriterionText(text);
  if (plain === "") {
    return refuse(
      "spec/empty-criterion",
      section.line,
      `The criterion for section "${section.title}" has no text, so it was not added. Give it a text.`,
    );
  }
  if (plain.includes("[REDACTED:")) {
    return refuse(
      "spec/redacted-text",
      section.line,
      `The criterion for section "${section.title}" holds a redacted secret, so it was not added. Remove the secret in the ticket.`,
    );
  }
  if (section.criteria.some((criterion) => criterion.text === plain)) return ok([]);
  const box = `[${checked ? "x" : " "}] ${plain}`;
  const places = [...belowLastBox(target.value, box), ...belowText(target.value, `- ${box}`)];
  return firstSafeEdit(target.value, places, (before, after) =>
    hasOneMore(before, after, plain, checked),
  );
}

/** Below the last box and its evidence, in its style, else as an item of the outer list. */
function belowLastBox({ layout, place }: EditTarget, text: string): Splice[][] {
  const { lines } = layout;
  const last = place.boxes.at(-1);
  if (last === undefined) return [];
  const lastEvidence = last.evidence.at(-1)?.lastLine ?? 0;
  const index = Math.max(last.box.end, lastEvidence + 1);
  const { first, mark } = last.box;
  const style = lineText(lines, first).slice(0, mark - 1 - startOf(lines, first));
  return [style, "- "].flatMap((prefix) => [
    [insertLines(lines, index, [prefix + text])],
    [insertLines(lines, index, [prefix + text, ""])],
  ]);
}

/** At the end of the section, else below the comments under its heading. */
function belowText({ layout, place }: EditTarget, item: string): Splice[][] {
  const { lines } = layout;
  const { part } = place;
  let end = part.end;
  while (end > part.heading.end && isBlank(lines, end - 1)) end -= 1;
  const hasGap = isBlankAt(lines, end);
  const top = endOfRun(lines, place, Infinity);
  return [
    [insertLines(lines, end, ["", item, ...(hasGap ? [] : [""])])],
    [insertLines(lines, top, ["", item, ...(isBlankAt(lines, top) ? [] : [""])])],
  ];
}

function isBlankAt(lines: TextLines, index: number): boolean {
  return index >= lines.starts.length || isBlank(lines, index);
}

function hasOneMore(
  before: SpecSection,
  after: SpecSection,
  text: string,
  checked: boolean,
): boolean {
  const index = after.criteria.findIndex((criterion) => criterion.text === text);
  const added = { text, details: "", checked, line: 0, evidence: [] };
  if (!isSame(after.criteria[index], added)) return false;
  return isSame(before, { ...after, criteria: after.criteria.filter((_, i) => i !== index) });
}
