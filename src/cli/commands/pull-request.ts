import { approvePlan } from "../../core/plan/approve.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import type { PullRequestReport } from "../../sync/report.ts";
import { misuse, type CommandContext } from "../context.ts";
import { MISUSE, type ExitCode } from "../exit-codes.ts";
import { exitOfReport, printPlan, printReport } from "../output/print-plan.ts";
import type { Workspace } from "../workspace.ts";
import { showNoPlan } from "./plan.ts";
import { noPlan, type PlanFlags } from "./planning.ts";

/** Shows a plan, proposes its edits in a pull request, and shows how that ended. */
export async function proposePlan(
  context: CommandContext,
  workspace: Workspace,
  plan: ChangePlan,
  direction: PlanFlags["direction"],
): Promise<ExitCode> {
  const { output } = context;
  const { summarize, summarizeReport } = await import("../../sync/report.ts");
  const { reportToJson } = await import("../../sync/report-json.ts");
  const forward = plan.items.filter((item) => item.direction === "forward").length;
  if (direction !== "reverse" && forward > 0) {
    const message = `A pull request holds changes to specs only, and ${forward} of the ${plan.items.length} changes would go to tickets. Nothing was changed. Add --reverse to leave those for another sync.`;
    return showNoPlan(context, workspace, {
      problems: [...plan.problems, misuse("not-for-pull-request", message)],
      exit: MISUSE,
    });
  }
  printPlan(output, plan, summarize(plan.items, plan.held.length, 0));
  const opened = await workspace.engine.openPullRequest(approvePlan(plan), workspace.run);
  workspace.quiet();
  if (!opened.ok) {
    const refused = noPlan(opened.error);
    const isMissing = refused.problems.some(({ code }) => /^(?:git|config)\//.test(code));
    return showNoPlan(context, workspace, isMissing ? { ...refused, exit: MISUSE } : refused);
  }
  const report = opened.value;
  if (plan.items.length > 0) {
    printReport(output, report, summarizeReport(report));
    output.lines(saidOf(report.pullRequest));
  }
  output.document(reportToJson(report));
  return exitOfReport(report);
}

const VERBS = { opened: "Opened", updated: "Updated", already: "There is already" } as const;

/** Says which pull request holds the changes. */
export function saidOf(pullRequest: PullRequestReport["pullRequest"]): string[] {
  if (pullRequest === null) return ["No pull request was opened."];
  const { kind, repository, number, url } = pullRequest;
  return [`${VERBS[kind]} pull request ${number} in ${repository}: ${url}`];
}
