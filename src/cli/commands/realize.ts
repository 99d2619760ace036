import { approvePlan } from "../../core/plan/approve.ts";
import { isForPullRequest } from "../../core/plan/pull-request.ts";
import { hasErrors } from "../../core/kernel/problem.ts";
import type { ApplyReport, PullRequestReport } from "../../sync/report.ts";
import type { RealizationDraft } from "../../sync/engine.ts";
import { misuse, type CommandContext } from "../context.ts";
import { MISUSE, type ExitCode } from "../exit-codes.ts";
import { findSection } from "../find-section.ts";
import { formatRealization } from "../output/format-realization.ts";
import { exitOfPlan, exitOfReport, printPlan, printReport } from "../output/print-plan.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";
import { showNoPlan } from "./plan.ts";
import { noPlan, type NoPlan } from "./planning.ts";
import { saidOf } from "./pull-request.ts";

export interface RealizeFlags {
  /** A number or an address. */
  readonly pr: string | undefined;
  /** Sections, as FILE#SECTION, of which the person says that the pull request realizes them. */
  readonly sections: readonly string[];
  readonly dryRun: boolean;
  readonly pullRequest: boolean;
}

/** Records one merged pull request. Running it confirms what surely belongs together. */
export async function realizeCommand(
  context: CommandContext,
  flags: RealizeFlags,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const draft = await makeDraft(context, workspace, flags);
    workspace.quiet();
    if (!draft.ok) return showNoPlan(context, workspace, draft.error);
    const { plan } = draft.value;
    const { output } = context;
    const { summarize } = await import("../../sync/report.ts");
    output.lines(formatRealization(draft.value, output.theme));
    if (plan.items.length > 0 || plan.held.length > 0 || hasErrors(plan.problems)) {
      printPlan(output, plan, summarize(plan.items, plan.held.length, 0));
    } else {
      output.problems(plan.problems);
      output.lines(["Nothing to record."]);
    }
    if (!flags.dryRun) return record(context, workspace, draft.value, flags);
    const { planToJson } = await import("../../sync/report-json.ts");
    output.document({ ...planToJson(plan, workspace.meter.total()), ...about(draft.value) });
    return exitOfPlan(plan);
  });
}

async function makeDraft(
  context: CommandContext,
  workspace: Workspace,
  { pr, sections }: RealizeFlags,
): Promise<
  { readonly ok: true; readonly value: RealizationDraft } | { readonly ok: false; error: NoPlan }
> {
  const wrong = (problem: ReturnType<typeof misuse>): { ok: false; error: NoPlan } => ({
    ok: false,
    error: { problems: [problem], exit: MISUSE },
  });
  if (pr === undefined) {
    return wrong(misuse("usage", "Name the pull request: --pr 412, or --pr and its address."));
  }
  const asked = new Set<string>();
  for (const word of sections) {
    const section = await findSection(context, workspace, word);
    if (!section.ok) return wrong(section.error);
    asked.add(`${section.value.file}#${section.value.id}`);
  }
  const { findWork } = await import("../host/find-work.ts");
  const work = await findWork(context, workspace, pr);
  if (!work.ok) return work;
  const draft = await workspace.engine.draftRealization(work.value, { asked }, workspace.run);
  return draft.ok ? draft : { ok: false, error: noPlan(draft.error) };
}

async function record(
  context: CommandContext,
  workspace: Workspace,
  draft: RealizationDraft,
  { pullRequest }: RealizeFlags,
): Promise<ExitCode> {
  const { output } = context;
  const { plan } = draft;
  const { summarizeReport } = await import("../../sync/report.ts");
  const { reportToJson } = await import("../../sync/report-json.ts");
  const proposed = pullRequest && plan.items.length > 0 ? await propose(workspace, draft) : null;
  const ended = proposed ?? (await workspace.engine.apply(approvePlan(plan), workspace.run));
  workspace.quiet();
  if (!ended.ok) return showNoPlan(context, workspace, noPlan(ended.error));
  const report = ended.value;
  output.problems(report.problems.filter((problem) => !plan.problems.includes(problem)));
  if (plan.items.length > 0) printReport(output, report, summarizeReport(report));
  if (proposed?.ok === true) output.lines(saidOf(proposed.value.pullRequest));
  output.document({ ...reportToJson(report), ...about(draft) });
  return exitOfReport(report);
}

/** The edits of specs go to a pull request; tickets are told here and now, as the work is merged. */
async function propose(
  { engine, run }: Workspace,
  { plan }: RealizationDraft,
): ReturnType<Workspace["engine"]["openPullRequest"]> {
  const edits = new Set(plan.items.filter(isForPullRequest).map(({ id }) => id));
  const others = new Set(plan.items.filter((item) => !edits.has(item.id)).map(({ id }) => id));
  const opened = await engine.openPullRequest(approvePlan(plan, others), run);
  if (!opened.ok) return opened;
  const told = await engine.apply(approvePlan(plan, edits), run);
  if (!told.ok) return told;
  return { ok: true, value: joined(plan.items, opened.value, told.value) };
}

function joined(
  items: RealizationDraft["plan"]["items"],
  opened: PullRequestReport,
  told: ApplyReport,
): PullRequestReport {
  const results = new Map([...opened.results, ...told.results].map((one) => [one.item.id, one]));
  return {
    ...opened,
    results: items.flatMap(({ id }) => results.get(id) ?? []),
    problems: [...new Set([...opened.problems, ...told.problems])],
    requests: told.requests,
    runId: told.runId,
  };
}

/** What the document says besides the plan. */
function about({ work, relations, verdicts }: RealizationDraft): object {
  const { source, number, url, title, mergedCommit, mergedAt } = work;
  return { work: { source, number, url, title, mergedCommit, mergedAt }, relations, verdicts };
}
