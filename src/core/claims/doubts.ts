import { assertNever } from "../kernel/assert-never.ts";
import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import { fileText } from "../spec/write-evidence.ts";
import type { SectionClaims } from "./check-claims.ts";

/**
 * What speaks against a section's claims, each in a few words that a sentence can hold.
 *
 * Shape:  none where the claims are borne out.
 */
export function doubtsOf(
  sections: readonly SpecSection[],
  { gaps, citations }: SectionClaims,
): string[] {
  const open = gaps.filter(({ kind }) => kind === "open-criterion").length;
  const rest = gaps.flatMap((gap): string[] => {
    switch (gap.kind) {
      case "no-evidence":
        return gap.criterionIndex === null
          ? [t("no evidence names the code that shows it")]
          : [t("no evidence names the code that shows one of its criteria")];
      case "open-criterion":
        return [];
      case "open-section":
        return [t('its section "{0}" is not done', sections[gap.childIndex]?.title ?? "")];
      default:
        return assertNever(gap);
    }
  });
  const stale = citations.flatMap(({ file, verdict }) =>
    verdict.kind === "stale" ? [t("its evidence {0} is not true any more", fileText(file))] : [],
  );
  const unticked =
    open === 1 ? t("one criterion is not ticked") : t("{0} criteria are not ticked", open);
  return [...new Set([...rest, ...(open === 0 ? [] : [unticked]), ...stale])];
}
