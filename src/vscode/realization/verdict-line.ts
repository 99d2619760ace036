import { t } from "../../core/kernel/texts.ts";
import { assertNever } from "../../core/kernel/assert-never.ts";
import type { PlanItem } from "../../core/plan/plan.ts";
import type { Relation } from "../../core/realization/relations/relation.ts";
import { reasonsText } from "../../core/realization/relations/relation-words.ts";
import type { Verdict } from "../../core/realization/verdicts/verdict.ts";
import { plainLine } from "../../core/view/plain-text.ts";

/** Why merged work leads to a change: what was found of its section or criterion, as one line. */
export function verdictLine(
  item: PlanItem,
  verdicts: readonly Verdict[],
  relations: readonly Relation[],
): string | null {
  const criterion = "criterion" in item ? item.criterion : null;
  const own = verdicts.find(
    (one) =>
      one.file === item.file &&
      one.sectionIndex === item.sectionIndex &&
      one.criterion === criterion,
  );
  const relation = relations.find(
    (one) => one.file === item.file && one.sectionIndex === item.sectionIndex,
  );
  if (own === undefined) return null;
  const word = verdictWord(own);
  const said = own.origin === "model" ? t("{0} by a language model", word) : word;
  const belongs = relation === undefined ? [] : [t("Because {0}.", reasonsText(relation))];
  // What was found of the claim comes first, doubts among it: a narrow list cuts the end.
  return plainLine([`${said}.`, ...own.reasons, ...belongs].join(" "), 600);
}

function verdictWord({ verdict }: Verdict): string {
  switch (verdict) {
    case "realized":
      return t("Realized");
    case "partially_realized":
      return t("Realized in part");
    case "conflicting":
      return t("Conflicting");
    case "not_addressed":
      return t("Not addressed");
    default:
      return assertNever(verdict);
  }
}
