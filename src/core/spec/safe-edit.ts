import { ok } from "../kernel/result.ts";
import { applySplices, type Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { Evidence, SpecDocument, SpecSection, TicketLink } from "../model/spec.ts";
import { refuse, type EditTarget, type SpecEdit } from "./edit-target.ts";
import { parseSpec } from "./parse-spec.ts";

/**
 * Takes the first of several edits after which the spec reads as wanted.
 *
 * Markdown lets a line change what stands around it, so each edit is tried on a copy. `expected`
 * compares the section before and after, both without line numbers; nothing else may differ.
 */
export function firstSafeEdit(
  { document, section }: EditTarget,
  candidates: readonly (readonly Splice[])[],
  expected: (before: SpecSection, after: SpecSection) => boolean,
): SpecEdit {
  for (const splices of candidates) {
    const edited = parseSpec(applySplices(document.text, splices));
    if (changesOnly(document, edited, section.index, expected)) return ok([...splices]);
  }
  return refuse(
    "spec/no-safe-place",
    section.line,
    t(
      'There is no place in section "{0}" where this can be written without changing the text around it. Nothing was changed. Write it by hand.',
      section.title,
    ),
  );
}

function changesOnly(
  before: SpecDocument,
  after: SpecDocument,
  index: number,
  expected: (before: SpecSection, after: SpecSection) => boolean,
): boolean {
  if (!after.writable || after.sections.length !== before.sections.length) return false;
  return before.sections.every((section, place) => {
    const other = after.sections[place];
    if (other === undefined) return false;
    const [old, fresh] = [withoutLines(section), withoutLines(other)];
    return place === index ? expected(old, fresh) : isSame(old, fresh);
  });
}

/** Compares plain data by its text form; keys come from the same code and so in one order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A section without the lines on which its parts stand, which an edit above them moves. */
export function withoutLines(section: SpecSection): SpecSection {
  return {
    ...section,
    line: 0,
    endLine: 0,
    tickets: section.tickets.map(linkWithoutLine),
    shadows: section.shadows.map(linkWithoutLine),
    evidence: section.evidence.map(evidenceWithoutLine),
    criteria: section.criteria.map((criterion) => ({
      ...criterion,
      line: 0,
      evidence: criterion.evidence.map(evidenceWithoutLine),
    })),
  };
}

function linkWithoutLine(link: TicketLink): TicketLink {
  return { ...link, line: 0 };
}

function evidenceWithoutLine(evidence: Evidence): Evidence {
  return { ...evidence, line: 0 };
}
