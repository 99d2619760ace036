import type { Problem, Severity } from "../kernel/problem.ts";
import { t } from "../kernel/texts.ts";

/** Everything that can be odd in a spec. */
export type SpecProblemCode =
  | "spec/unclosed-front-matter"
  | "spec/broken-front-matter"
  | "spec/front-matter-too-large"
  | "spec/front-matter-value"
  | "spec/duplicate-key"
  | "spec/missing-title"
  | "spec/merge-conflict"
  | "spec/unclosed-comment"
  | "spec/unclosed-block"
  | "spec/too-deep"
  | "spec/malformed-comment"
  | "spec/unknown-comment"
  | "spec/unknown-status"
  | "spec/unknown-system"
  | "spec/invalid-key"
  | "spec/invalid-url"
  | "spec/invalid-evidence"
  | "spec/orphan-comment"
  | "spec/quoted-comment"
  | "spec/orphan-criterion"
  | "spec/duplicate-status"
  | "spec/several-tickets"
  | "spec/duplicate-ticket"
  | "spec/duplicate-id"
  | "spec/more-problems"
  | "spec/damaged-comment";

export type SpecProblem = Problem<SpecProblemCode>;

/** More than this many say nothing new; the rest is counted in one last problem. */
const MAX_PROBLEMS = 100;

/** Makes a problem from a line index, which counts from 0. */
export function specProblem(
  code: SpecProblemCode,
  severity: Severity,
  lineIndex: number,
  message: string,
): SpecProblem {
  return { code, severity, line: lineIndex + 1, message };
}

/**
 * The problems in the order of their lines, at most a hundred and a line that counts the rest.
 *
 * Errors are never among those left out while a milder problem is kept.
 */
export function inReadingOrder(problems: readonly SpecProblem[]): SpecProblem[] {
  const kept =
    problems.length <= MAX_PROBLEMS
      ? [...problems]
      : [...problems].sort((a, b) => weight(a) - weight(b)).slice(0, MAX_PROBLEMS);
  kept.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const left = problems.length - kept.length;
  if (left === 0) return kept;
  const message = t("This file has {0} more problems. Fix the ones listed here first.", left);
  return [...kept, { code: "spec/more-problems", severity: "warning", line: null, message }];
}

function weight(problem: SpecProblem): number {
  return { error: 0, warning: 1, info: 2 }[problem.severity];
}
