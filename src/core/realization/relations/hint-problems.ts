import type { Problem } from "../../kernel/problem.ts";
import { t } from "../../kernel/texts.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import type { Relation, RelationReason } from "./relation.ts";
import { reasonsText, workName } from "./relation-words.ts";
import type { RelatedSpec } from "./ticket-index.ts";

/** What nobody wrote: it follows from the changed files and the title alone. */
const HINTS: ReadonlySet<RelationReason["kind"]> = new Set([
  "evidence-path",
  "changed-spec",
  "alike-title",
  "same-area",
]);
const MOST_SHOWN = 10;

/** Tells whether nobody named the section or its ticket, so that nobody has to answer anything. */
export function isHint({ strength, reasons }: Relation): boolean {
  return strength === "weak" && reasons.length > 0 && reasons.every(({ kind }) => HINTS.has(kind));
}

/**
 * What a person may like to know of sections that merged work only seems to have to do with.
 *
 * Shape:  one for each section, in the order of the relations; from the eleventh on, one for all.
 */
export function hintProblems(
  work: MergedWork,
  relations: readonly Relation[],
  specs: readonly RelatedSpec[],
): Problem[] {
  const hints = relations.filter(isHint);
  const shown = hints.slice(0, MOST_SHOWN).map((relation): Problem => {
    const { file, sectionIndex, sectionId } = relation;
    const spec = specs.find((one) => one.file === file);
    const line = spec?.document.sections[sectionIndex]?.line ?? null;
    const message = t(
      '{0} may have to do with the section "{1}": {2}. It does not name it, so nothing was recorded. If it realized the section, run it again with --section.',
      workName(work),
      sectionId,
      reasonsText(relation),
    );
    return { ...INFO, file, line, message };
  });
  const more = hints.length - shown.length;
  if (more <= 0) return shown;
  const message = t(
    "{0} may have to do with {1} more sections that it does not name. Nothing was recorded for them.",
    workName(work),
    String(more),
  );
  return [...shown, { ...INFO, line: null, message }];
}

const INFO = { code: "realization/hint", severity: "info" } as const;
