import type { Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { Evidence, EvidenceFile, SpecDocument, SpecSection } from "../model/spec.ts";
import type { EvidenceComment } from "./canon-comment.ts";
import { editTarget, refuse, type SpecEdit } from "./edit-target.ts";
import { removeStretch } from "./insert-lines.ts";
import { readEvidence } from "./read-evidence.ts";
import { firstSafeEdit, isSame } from "./safe-edit.ts";
import { isEvidencePath } from "./tokens.ts";
import { fileText } from "./write-evidence.ts";

/** Names a piece of evidence: the comment by its line, which counts from 1, and the file in it. */
export interface NamedEvidence {
  readonly line: number;
  readonly file: EvidenceFile;
}

/**
 * Lets evidence name another place, or takes it out.
 *
 * Shape:  `to` null removes the file; a comment that names no other goes with its line. Other files
 *         of the comment, and the form in which they are written, stay.
 * Errors: evidence that is gone; a path that no comment can hold.
 */
export function rewriteEvidence(
  document: SpecDocument,
  sectionIndex: number,
  { line, file }: NamedEvidence,
  to: EvidenceFile | null,
): SpecEdit {
  const target = editTarget(document, sectionIndex);
  if (!target.ok) return target;
  const { section, place, layout } = target.value;
  const comments = [...place.evidence, ...place.boxes.flatMap(({ evidence }) => evidence)];
  const comment = comments.find(
    (one) => one.line === line - 1 && one.value.files.some((each) => isSame(each, file)),
  );
  const token = comment === undefined ? null : tokenOf(comment, file);
  if (comment === undefined || token === null || (to !== null && !isEvidencePath(to.path))) {
    return refuse(
      "spec/invalid-evidence",
      section.line,
      t(
        'This evidence of section "{0}" is no longer there, or its new place cannot stand in a comment. Nothing was changed.',
        section.title,
      ),
    );
  }
  const files = token.files.flatMap((one) => (isSame(one, file) ? (to ?? []) : one));
  const isEmpty = files.length === 0 && comment.value.files.length === token.files.length;
  const candidates = isEmpty
    ? [true, false].map((withLine) => [removeStretch(layout.lines, comment, withLine)])
    : [[replacement(document.text, token, files)]];
  return firstSafeEdit(target.value, candidates, (before, after) =>
    isSame(changed(before, section, comment.line + 1, file, to), after),
  );
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
  readonly files: readonly EvidenceFile[];
}

/** The word of a comment that names a file; one word can name several places in it. */
function tokenOf({ start, body }: EvidenceComment, file: EvidenceFile): Token | null {
  for (const { 0: word, index } of body.matchAll(/\S+/g)) {
    const { comment } = readEvidence(`audit ${word}`);
    const files = comment.kind === "evidence" ? comment.files : [];
    if (!files.some((one) => isSame(one, file))) continue;
    const from = start + "<!--".length + index;
    const mark = word.startsWith("file:") ? "file:" : "";
    return { start: from, end: from + word.length, mark, files };
  }
  return null;
}

function replacement(
  text: string,
  { start, end, mark }: Token,
  files: readonly EvidenceFile[],
): Splice {
  const words = files.map((file) => mark + fileText(file)).join(" ");
  if (words !== "") return { start, end, text: words };
  // The blank before goes with the word.
  return { start: /\s/.test(text.charAt(start - 1)) ? start - 1 : start, end, text: "" };
}

/** What the section should read like; `original` tells which comment of equal ones is meant. */
function changed(
  before: SpecSection,
  original: SpecSection,
  line: number,
  file: EvidenceFile,
  to: EvidenceFile | null,
): SpecSection {
  const inEvidence = (all: readonly Evidence[], own: readonly Evidence[]): Evidence[] =>
    all.flatMap((one, index) => {
      if (own[index]?.line !== line || !one.files.some((each) => isSame(each, file))) return [one];
      const files = one.files.flatMap((each) => (isSame(each, file) ? (to ?? []) : each));
      return files.length === 0 ? [] : [{ ...one, files }];
    });
  return {
    ...before,
    evidence: inEvidence(before.evidence, original.evidence),
    criteria: before.criteria.map((criterion, index) => ({
      ...criterion,
      evidence: inEvidence(criterion.evidence, original.criteria[index]?.evidence ?? []),
    })),
  };
}
