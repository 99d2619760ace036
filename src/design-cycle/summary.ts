import type { Verification } from "./artifacts.ts";
import type { CycleOutcome } from "./cycle-config.ts";
import type { CycleResults } from "./outcome.ts";

/** What a comment of a completion begins with, so that a repetition finds it. */
export function summaryOpening(cycle: string): string {
  return `GDD cycle ${cycle}`;
}

/** The words of the workflow for a status that somebody else changed. */
const RECONCILING = "GDD observed an external status change; reconciling";

/** One paragraph on how a cycle ended. It is not redacted yet. */
export function summaryOf(
  cycle: string,
  outcome: CycleOutcome | null,
  results: CycleResults,
): string {
  const { verification, audit, pullRequestUrl } = results;
  const parts = [
    `${summaryOpening(cycle)}: ${verdict(outcome, verification)}.`,
    severities(verification),
    auditLine(audit?.score ?? null, verification?.score ?? null),
    pullRequestUrl === null ? null : `Pull request: ${pullRequestUrl}`,
  ];
  return parts.filter((part) => part !== null).join(" ");
}

/** The note on a status that was not the recorded one. */
export function reconcilingNote(recorded: string, current: string): string {
  return `${RECONCILING} (recorded "${oneLine(recorded)}", now "${oneLine(current)}").`;
}

function verdict(outcome: CycleOutcome | null, verification: Verification | null): string {
  if (verification?.isPassed === false) return "verification failed";
  if (verification?.isPassed === true) {
    return outcome === "shipped" ? "verification passed, in review" : "verification passed";
  }
  switch (outcome) {
    case "verify-failed":
      return "verification failed";
    case "verify-passed":
      return "verification passed";
    case "shipped":
      return "shipped, in review; no verification is recorded";
    case null:
      return "no verification is recorded";
  }
}

function severities(verification: Verification | null): string | null {
  if (verification === null) return null;
  const { blockers, majors, minors, cosmetics } = verification;
  const counts = [
    count(blockers, "blocker"),
    count(majors, "major"),
    count(minors, "minor"),
    count(cosmetics, "cosmetic"),
  ];
  const told = counts.filter((one) => one !== null);
  return told.length === 0 ? null : `Gaps: ${told.join(", ")}.`;
}

function count(value: number | null, word: string): string | null {
  return value === null ? null : `${value} ${word}${value === 1 ? "" : "s"}`;
}

/** Without an audit the score of the verification stands in for it, by its own name. */
function auditLine(audit: string | null, score: number | null): string | null {
  if (audit !== null) return `Audit: ${audit}.`;
  return score === null ? null : `Verification score: ${score}/100.`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 80);
}
