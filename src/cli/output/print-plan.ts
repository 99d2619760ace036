import { hasErrors } from "../../core/kernel/problem.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { RequestCount } from "../../ports/request-meter.ts";
import type { ApplyReport, Summary } from "../../sync/report.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { formatHeld, formatItems, formatSummary } from "./format-plan.ts";
import { formatResults } from "./format-report.ts";
import type { Output } from "./output.ts";

/** Prints a plan for a person; its problems go to stderr. */
export function printPlan(output: Output, plan: ChangePlan, summary: Summary): void {
  const { theme } = output;
  output.problems(plan.problems);
  const blocks = [formatItems(plan.items, theme), formatHeld(plan.held, theme)];
  const shown = blocks.filter((block) => block.length > 0);
  for (const block of shown) output.lines([...block, ""]);
  const counts = formatSummary(summary, false);
  output.lines([counts === "" ? inStep(plan) : theme.bold(`Plan: ${counts}.`)]);
}

function inStep({ problems }: ChangePlan): string {
  return hasErrors(problems)
    ? "Nothing to do besides the problems above."
    : "Nothing to do. Specs and tickets agree.";
}

/** Prints how a run ended: what it made, what went wrong, and what it cost. */
export function printReport(output: Output, report: ApplyReport, summary: Summary): void {
  const { theme } = output;
  const results = formatResults(report, theme);
  if (results.length > 0) output.lines(["", ...results]);
  const counts = formatSummary(summary, true);
  const line = counts === "" ? "Nothing was changed." : `Done: ${counts}.`;
  output.lines([...(results.length > 0 ? [""] : []), theme.bold(line) + cost(report.requests)]);
}

function cost({ total, reads, writes }: RequestCount): string {
  if (total === 0) return "";
  return ` ${plural(total, "request")}: ${plural(reads, "read")}, ${plural(writes, "write")}.`;
}

/** A plan is fine with pending items; held ones and errors want a person. */
export function exitOfPlan({ held, problems }: ChangePlan): ExitCode {
  return held.length > 0 || hasErrors(problems) ? ATTENTION : DONE;
}

export function exitOfReport({ results, held, problems }: ApplyReport): ExitCode {
  const isAllDone = results.every(({ outcome }) => outcome === "done");
  return isAllDone && held.length === 0 && !hasErrors(problems) ? DONE : ATTENTION;
}
