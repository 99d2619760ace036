import { claimCounts } from "../../core/view/claim-counts.ts";
import { coverageOf, coverageWords } from "../../core/view/coverage.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { VerifiedSection } from "../../sync/verify-report.ts";
import { formatProblem } from "./format-problem.ts";
import { headingText } from "./format-spec.ts";
import type { Theme } from "./theme.ts";

/** What a check found, section by section, and how all of it stands. */
export function formatVerification(sections: readonly VerifiedSection[], theme: Theme): string[] {
  const lines = sections.flatMap((one) => sectionLines(one, theme));
  const { evidence, holds, moved, stale, unchecked, gaps } = claimCounts(sections);
  if (evidence + gaps === 0) return ["Nothing to check: no section claims to be realized."];
  const parts = [
    `${plural(evidence, "piece")} of evidence`,
    ...counted([
      [holds, "true"],
      [moved, "moved"],
      [stale, "stale"],
      [unchecked, "not compared"],
    ]),
  ];
  const lacking = gaps === 0 ? "" : ` ${plural(gaps, "claim")} not shown.`;
  const summary = `${parts[0]}: ${parts.slice(1).join(", ")}.`;
  const total = evidence === 0 ? lacking.trim() : summary + lacking;
  return [...lines, ...(lines.length > 0 ? [""] : []), theme.bold(total)];
}

function counted(counts: readonly (readonly [number, string])[]): string[] {
  return counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
}

function sectionLines({ section, problems }: VerifiedSection, theme: Theme): string[] {
  if (problems.length === 0) return [];
  const coverage = coverageWords(coverageOf(section));
  const head = [headingText(section, theme).trim(), coverage].filter((part) => part !== "");
  return [
    theme.bold(head.join(", ")),
    ...problems.map((problem) => `  ${formatProblem(problem, theme)}`),
  ];
}
