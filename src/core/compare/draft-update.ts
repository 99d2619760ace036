import { err, type Result } from "../kernel/result.ts";
import type { Problem } from "../kernel/problem.ts";
import type { Splice } from "../kernel/splice.ts";
import { t } from "../kernel/texts.ts";
import type { SpecDocument } from "../model/spec.ts";
import { toForeignProse } from "../spec/foreign-prose.ts";
import { rewordCriterion } from "../spec/reword-criterion.ts";
import { setProse } from "../spec/write-prose.ts";
import { findStatement } from "./find-statement.ts";
import type { Contradiction } from "./findings.ts";

/**
 * Drafts what a section would say if the code is right. Only a person ever applies it.
 *
 * Shape:  splices of the document as it stands now. The draft takes the place of the statement and
 *         of nothing else, as text that can open no heading, comment, fence or box.
 * Errors: no draft, a statement that is gone or stands there twice, no safe way to write it.
 */
export function draftUpdate(
  document: SpecDocument,
  { section: { id }, statement, replacement }: Contradiction,
): Result<Splice[], Problem> {
  const [section, second] = document.sections.filter((one) => one.id === id);
  const draft = toForeignProse(replacement ?? "")
    .replace(/\s+/g, " ")
    .trim();
  if (section === undefined || second !== undefined || draft === "") return err(noDraft());
  const place = findStatement(document, section, statement);
  if (place === null || !place.isUnique || place.isInDetails) return err(noDraft());
  const replaced = (text: string): string => text.replace(place.text, () => draft);
  if (place.criterionIndex === null) {
    return setProse(document, section.index, replaced(section.prose));
  }
  const criterion = section.criteria[place.criterionIndex];
  if (criterion === undefined) return err(noDraft());
  const { text, checked } = criterion;
  return rewordCriterion(document, section.index, text, replaced(text), checked);
}

function noDraft(): Problem {
  return {
    code: "compare/no-draft",
    severity: "info",
    line: null,
    message: t("There is no draft for this statement. Write it by hand."),
  };
}
