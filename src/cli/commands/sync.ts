import { approvePlan } from "../../core/plan/approve.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { misuse, type CommandContext } from "../context.ts";
import { ATTENTION, type ExitCode } from "../exit-codes.ts";
import { exitOfReport, printPlan, printReport } from "../output/print-plan.ts";
import type { ApplyReport } from "../../sync/report.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";
import { planCommand, showNoPlan } from "./plan.ts";
import { makePlan, noPlan, type PlanFlags } from "./planning.ts";

export interface SyncFlags extends PlanFlags {
  readonly dryRun: boolean;
  readonly maxChanges: number | undefined;
  /** Propose the changes to specs in a pull request, and touch nothing here. */
  readonly pullRequest: boolean;
  /** The remote over which jobs tell each other of new tickets. */
  readonly claim: string | undefined;
}

/** Plans and applies. The person, or the job, that runs it has agreed to what the plan says. */
export async function syncCommand(
  context: CommandContext,
  words: readonly string[],
  { dryRun, maxChanges, pullRequest, claim, ...flags }: SyncFlags,
): Promise<ExitCode> {
  if (dryRun) return planCommand(context, words, { ...flags, claim });
  const task = async (workspace: Workspace): Promise<ExitCode> => {
    const plan = await makePlan(context, workspace, words, flags);
    workspace.quiet();
    if (!plan.ok) return showNoPlan(context, workspace, plan.error);
    if (maxChanges !== undefined && plan.value.items.length > maxChanges) {
      return refuseLarge(context, workspace, plan.value, maxChanges);
    }
    if (!pullRequest) return runPlan(context, workspace, plan.value);
    const { proposePlan } = await import("./pull-request.ts");
    return proposePlan(context, workspace, plan.value, flags.direction);
  };
  return withWorkspace(context, task, { claim, tickets: flags });
}

/** Shows a plan, applies it, and shows how that ended. */
export async function runPlan(
  context: CommandContext,
  workspace: Workspace,
  plan: ChangePlan,
): Promise<ExitCode> {
  const { output } = context;
  const { summarize, summarizeReport } = await import("../../sync/report.ts");
  const { reportToJson } = await import("../../sync/report-json.ts");
  printPlan(output, plan, summarize(plan.items, plan.held.length, 0));
  const applied = await workspace.engine.apply(approvePlan(plan), workspace.run);
  workspace.quiet();
  if (!applied.ok) return showNoPlan(context, workspace, noPlan(applied.error));
  const report = applied.value;
  output.problems(report.problems.filter((problem) => !plan.problems.includes(problem)));
  if (plan.items.length > 0) printReport(output, report, summarizeReport(report));
  output.document(reportToJson(report));
  return exitOfReport(report);
}

async function refuseLarge(
  { output }: CommandContext,
  { meter }: Workspace,
  plan: ChangePlan,
  maxChanges: number,
): Promise<ExitCode> {
  const { summarize } = await import("../../sync/report.ts");
  const { reportToJson } = await import("../../sync/report-json.ts");
  const message = `The plan has ${plan.items.length} items, more than the ${maxChanges} that --max-changes allows. Nothing was changed. Look at the plan, then sync with a larger number or fewer paths.`;
  const problem = misuse("too-many-changes", message);
  printPlan(output, plan, summarize(plan.items, plan.held.length, 0));
  output.problems([problem]);
  const report: ApplyReport = {
    takenAt: plan.takenAt,
    results: plan.items.map((item) => ({ item, outcome: "skipped", error: null, ticket: null })),
    held: plan.held,
    problems: [...plan.problems, problem],
    requests: meter.total(),
    runId: null,
  };
  output.document(reportToJson(report));
  return ATTENTION;
}
