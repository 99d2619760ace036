import { assertNever } from "../kernel/assert-never.ts";
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
          ? ["no evidence names the code that shows it"]
          : ["no evidence names the code that shows one of its criteria"];
      case "open-criterion":
        return [];
      case "open-section":
        return [`its section "${sections[gap.childIndex]?.title ?? ""}" is not done`];
      default:
        return assertNever(gap);
    }
  });
  const stale = citations.flatMap(({ file, verdict }) =>
    verdict.kind === "stale" ? [`its evidence ${fileText(file)} is not true any more`] : [],
  );
  const unticked = open === 1 ? "one criterion is not ticked" : `${open} criteria are not ticked`;
  return [...new Set([...rest, ...(open === 0 ? [] : [unticked]), ...stale])];
}
