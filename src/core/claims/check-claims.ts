import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { citationsOf, type Citation } from "./citations.ts";
import type { CitationVerdict } from "./check-citation.ts";

/** A claim that lacks what it needs. `line` counts from 1 in the spec. */
export type Gap =
  | {
      readonly kind: "no-evidence";
      /** Null for the section as a whole. */
      readonly criterionIndex: number | null;
      readonly line: number;
    }
  | { readonly kind: "open-criterion"; readonly criterionIndex: number; readonly line: number }
  | { readonly kind: "open-section"; readonly childIndex: number; readonly line: number };

export interface CheckedCitation extends Citation {
  readonly verdict: CitationVerdict;
}

/** What a section claims, and what of it the code does not bear out. */
export interface SectionClaims {
  readonly sectionIndex: number;
  readonly citations: readonly CheckedCitation[];
  readonly gaps: readonly Gap[];
}

/**
 * Checks what a section says: that it is done, that criteria are met, and its evidence.
 *
 * Shape:  evidence of the section counts for all its criteria, that of criteria for the section. A
 *         section above others that have a status needs none of its own. A heading without a
 *         status is no work that could be open.
 */
export function checkSection(
  { sections }: Pick<SpecDocument, "sections">,
  section: SpecSection,
  verdictOf: (citation: Citation) => CitationVerdict,
): SectionClaims {
  const citations = citationsOf(section).map((one) => ({ ...one, verdict: verdictOf(one) }));
  const children = sections.filter(
    ({ parentIndex, status }) => parentIndex === section.index && status !== null,
  );
  const isDone = section.status?.state === "done";
  const gaps = [
    ...missingEvidence(section, children.length > 0),
    ...(isDone ? openParts(section, children) : []),
  ];
  return { sectionIndex: section.index, citations, gaps };
}

/** Tells whether nothing speaks against the claims; what could not be looked at does not. */
export function isBorneOut({ citations, gaps }: SectionClaims): boolean {
  return gaps.length === 0 && citations.every(({ verdict }) => verdict.kind !== "stale");
}

function missingEvidence(section: SpecSection, hasChildren: boolean): Gap[] {
  const { criteria, evidence, status, line } = section;
  if (evidence.length > 0) return [];
  const isShown = criteria.some((one) => one.evidence.length > 0);
  if (status?.state === "done" && !isShown) {
    return hasChildren && criteria.length === 0
      ? []
      : [{ kind: "no-evidence", criterionIndex: null, line }];
  }
  return criteria.flatMap((one, criterionIndex): Gap[] =>
    one.checked && one.evidence.length === 0
      ? [{ kind: "no-evidence", criterionIndex, line: one.line }]
      : [],
  );
}

function openParts({ criteria }: SpecSection, children: readonly SpecSection[]): Gap[] {
  return [
    ...criteria.flatMap(({ checked, line }, criterionIndex): Gap[] =>
      checked ? [] : [{ kind: "open-criterion", criterionIndex, line }],
    ),
    ...children.flatMap(({ index, status, line }): Gap[] =>
      status?.state === "done" || status?.state === "deprecated"
        ? []
        : [{ kind: "open-section", childIndex: index, line }],
    ),
  ];
}
