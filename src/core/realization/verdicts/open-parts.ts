import type { SpecDocument, SpecSection } from "../../model/spec.ts";

type Sections = Pick<SpecDocument, "sections">;

/** What keeps a section from being done. */
export interface OpenParts {
  /** How many of its own criteria are open. */
  readonly criteria: number;
  readonly below: readonly SpecSection[];
}

/**
 * What of a section is open, once the given criteria are met and the given sections are done.
 *
 * Shape:  sections below it count at any depth, as far as they stand for work of their own.
 */
export function openParts(
  document: Sections,
  section: SpecSection,
  isMet: (criterionIndex: number) => boolean,
  done: ReadonlySet<number>,
): OpenParts {
  const criteria = section.criteria.filter(({ checked }, index) => !checked && !isMet(index));
  const below = sectionsBelow(document, section).filter((one) => !isFinished(one, done));
  return { criteria: criteria.length, below };
}

/** The sections below one that have a status, a ticket or criteria; a mere heading divides the text. */
export function sectionsBelow(document: Sections, section: SpecSection): SpecSection[] {
  const children = document.sections.filter(({ parentIndex }) => parentIndex === section.index);
  return children.flatMap((child) => {
    const below = sectionsBelow(document, child);
    const { status, tickets, criteria } = child;
    return status !== null || tickets.length > 0 || criteria.length > 0 ? [child, ...below] : below;
  });
}

function isFinished({ index, status, criteria }: SpecSection, done: ReadonlySet<number>): boolean {
  if (done.has(index)) return true;
  if (status === null) return criteria.length > 0 && criteria.every(({ checked }) => checked);
  return status.state === "done" || status.state === "deprecated";
}
