import { ok } from "../kernel/result.ts";
import type { Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { Evidence, EvidenceFile, SpecDocument, SpecSection } from "../model/spec.ts";
import type { Box } from "./boxes.ts";
import type { EvidenceComment } from "./canon-comment.ts";
import { editTarget, refuse, type EditTarget, type SpecEdit } from "./edit-target.ts";
import { insertBelowHeading, insertLines } from "./insert-lines.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { lineText, type TextLines } from "./text-lines.ts";
import { isEvidencePath, isEvidenceSource } from "./tokens.ts";

/** Evidence to be written; it has no line yet. */
export type NewEvidence = Pick<Evidence, "source" | "files">;

/**
 * Adds evidence to a section, or to the criterion with the given text.
 *
 * Shape:  one comment per source; files that are new to it are added to that comment. No splices
 *         when all of them are there already. Files are written with `file:` where the spec writes
 *         them so.
 * Errors: a criterion that is gone; a source or path that no comment can hold.
 */
export function addEvidence(
  document: SpecDocument,
  sectionIndex: number,
  criterionText: string | null,
  evidence: NewEvidence,
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section, place } = target.value;
  const bad = evidence.files.find((file) => !isEvidencePath(file.path));
  if (bad !== undefined || !isEvidenceSource(evidence.source)) {
    return refuse(
      "spec/invalid-evidence",
      section.line,
      t(
        'Evidence for section "{0}" names a source or path that cannot stand in a comment, so it was not written. Leave out paths with blanks or special characters.',
        section.title,
      ),
    );
  }
  const index = section.criteria.findIndex((criterion) => criterion.text === criterionText);
  if (criterionText !== null && index < 0) return noSuchCriterion(section);
  const owner = criterionText === null ? place : place.boxes[index];
  const known = owner?.evidence.filter(({ value }) => value.source === evidence.source) ?? [];
  const added = evidence.files.filter((file) => !isCovered(file, known));
  const [first] = known;
  if (first !== undefined && added.length === 0) return ok([]);
  const box = place.boxes[index]?.box;
  const candidates =
    first !== undefined ? [[extend(first, added)]] : newComment(target.value, box, evidence, added);
  return firstSafeEdit(target.value, candidates, (before, after) =>
    isSame(withEvidence(before, index, { ...evidence, files: added }), after),
  );
}

/** Says that a criterion is gone. */
export function noSuchCriterion(section: SpecSection): SpecEdit {
  return refuse(
    "spec/no-such-criterion",
    section.line,
    t(
      'Section "{0}" has no criterion with this text any more, so nothing was changed. Sync again.',
      section.title,
    ),
  );
}

function isCovered(file: EvidenceFile, known: readonly EvidenceComment[]): boolean {
  const named = known.flatMap(({ value }) => value.files).filter((one) => one.path === file.path);
  const isNamed = named.some(
    (one) => one.startLine === file.startLine && one.endLine === file.endLine,
  );
  return isNamed || (file.startLine === null && named.length > 0);
}

function extend(comment: EvidenceComment, added: readonly EvidenceFile[]): Splice {
  const at = comment.start + "<!--".length + comment.body.trimEnd().length;
  const mark = / file:/.test(comment.body) ? "file:" : "";
  return { start: at, end: at, text: added.map((file) => ` ${mark}${fileText(file)}`).join("") };
}

function newComment(
  target: EditTarget,
  box: Box | undefined,
  evidence: NewEvidence,
  files: readonly EvidenceFile[],
): Splice[][] {
  // A path with a colon cannot be told from its lines behind `file:`.
  const marks = writesMarks(target.layout) ? ["file:", ""] : [""];
  return marks.flatMap((mark) => {
    const names = files.map((file) => mark + fileText(file));
    const comment = `<!-- canon:${[`realized-in:${evidence.source}`, ...names].join(" ")} -->`;
    if (box === undefined) return [[insertBelowHeading(target, "evidence", comment)]];
    const { lines } = target.layout;
    const behind = endOfComments(lines, box);
    const indent = " ".repeat(box.column);
    const usual = behind === box.textEnd ? indent : indentOf(lineText(lines, behind - 1));
    return [
      [insertLines(lines, behind, [usual + comment])],
      [insertLines(lines, box.textEnd, [indent + comment])],
    ];
  });
}

function writesMarks({ sections }: EditTarget["layout"]): boolean {
  return sections.some(({ evidence, boxes }) =>
    [...evidence, ...boxes.flatMap((one) => one.evidence)].some(({ body }) => / file:/.test(body)),
  );
}

/** The line below the comments that follow the text of a box without a gap. */
function endOfComments(lines: TextLines, box: Box): number {
  let end = box.textEnd;
  while (
    /^[ \t]*<!-- *(?:canon|specwright):realized-in:[^>]*-->[ \t]*$/.test(lineText(lines, end))
  ) {
    end += 1;
  }
  return end;
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** A file as a comment names it: `src/a.ts:10-20`. */
export function fileText({ path, startLine, endLine }: EvidenceFile): string {
  if (startLine === null) return path;
  return endLine === null || endLine === startLine
    ? `${path}:${startLine}`
    : `${path}:${startLine}-${endLine}`;
}

/** What the section should read like: files joined to the first comment of their source. */
function withEvidence(section: SpecSection, index: number, added: NewEvidence): SpecSection {
  if (index < 0) return { ...section, evidence: joined(section.evidence, added) };
  const criteria = section.criteria.map((criterion, place) =>
    place === index ? { ...criterion, evidence: joined(criterion.evidence, added) } : criterion,
  );
  return { ...section, criteria };
}

function joined(all: readonly Evidence[], { source, files }: NewEvidence): Evidence[] {
  const place = all.findIndex((one) => one.source === source);
  const read = files.map((file) => ({ ...file, endLine: file.endLine ?? file.startLine }));
  if (place < 0) return [...all, { source, files: read, line: 0 }];
  return all.map((one, i) => (i === place ? { ...one, files: [...one.files, ...read] } : one));
}
