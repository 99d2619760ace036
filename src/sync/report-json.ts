import type { ChangePlan } from "../core/plan/plan.ts";
import type { RequestCount } from "../ports/request-meter.ts";
import { summarize, summarizeReport, type ApplyReport, type PullRequestReport } from "./report.ts";

/** A plan as scripts see it, and as `readPlan` takes it back. */
export function planToJson(plan: ChangePlan, requests: RequestCount): object {
  const summary = summarize(plan.items, plan.held.length, 0);
  return { ...plan, summary, requests };
}

/** A report as scripts see it: the plan's items, each with how it ended. */
export function reportToJson(report: ApplyReport | PullRequestReport): object {
  return {
    planVersion: 1,
    takenAt: report.takenAt,
    items: report.results.map(({ item, outcome, error, ticket }) => ({
      ...item,
      ticket: ticket ?? item.ticket,
      outcome,
      error,
    })),
    held: report.held,
    problems: report.problems,
    summary: summarizeReport(report),
    requests: report.requests,
    runId: report.runId,
    ...("pullRequest" in report ? { pullRequest: report.pullRequest } : {}),
  };
}
