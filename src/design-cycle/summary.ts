import { cutShort } from "../core/kernel/cut-short.ts";
import type { Verification } from "./artifacts.ts";
import type { CycleOutcome } from "./cycle-config.ts";
import type { CycleResults } from "./outcome.ts";

/** What a comment of a completion begins with, so that a repetition finds it. */
export function summaryOpening(cycle: string): string {
  return `GDD cycle ${cycle}`;
}

/** Whether a comment is one of a completion, by the words that each of them begins with. */
export function isOwnComment(text: string): boolean {
  return /^(?:GDD cycle |GDD observed an external status change)/.test(text.trimStart());
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
    summaryVerdict(cycle, outcome, results),
    severities(verification),
    auditLine(audit?.score ?? null, verification?.score ?? null),
    pullRequestUrl === null ? null : `Pull request: ${pullRequestUrl}`,
  ];
  return parts.filter((part) => part !== null).join(" ");
}

/** The first sentence of a summary; two outcomes of a cycle never share one. */
export function summaryVerdict(
  cycle: string,
  outcome: CycleOutcome | null,
  { verification }: CycleResults,
): string {
  return `${summaryOpening(cycle)}: ${verdict(outcome, verification)}.`;
}

/** The note on a status that was not the recorded one. */
export function reconcilingNote(recorded: string, current: string): string {
  return `${RECONCILING} (recorded "${oneLine(recorded)}", now "${oneLine(current)}").`;
}

function verdict(outcome: CycleOutcome | null, verification: Verification | null): string {
  if (verification?.isPassed === false)
    return `verification failed${aside(outcome, "verify-failed")}`;
  if (verification?.isPassed === true)
    return `verification passed${aside(outcome, "verify-passed")}`;
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

/** What the person said that differs from the verification. */
function aside(outcome: CycleOutcome | null, verified: CycleOutcome): string {
  if (outcome === null || outcome === verified) return "";
  if (outcome === "shipped") return ", in review";
  return outcome === "verify-passed" ? ", completed as passed" : ", completed as failed";
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
  return cutShort(text.replace(/\s+/g, " ").trim(), 80);
}
