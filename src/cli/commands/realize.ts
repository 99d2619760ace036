import { approvePlan } from "../../core/plan/approve.ts";
import { plural } from "../../core/view/spec-counts.ts";
import { hasErrors } from "../../core/kernel/problem.ts";
import { proposeRealization } from "../../sync/propose-realization.ts";
import type { CommitReport } from "../../sync/report.ts";
import type { RealizationDraft, RealizationOptions } from "../../sync/engine.ts";
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
  readonly commit: boolean;
  readonly pullRequest: boolean;
  /** What the language model of the person may do, where there is one. */
  readonly model: NonNullable<RealizationOptions["model"]>;
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
  { pr, sections, commit, pullRequest, model }: RealizeFlags,
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
  if (commit && pullRequest) {
    const what = "Choose --commit or --pull-request: the specs are changed here or there.";
    return wrong(misuse("usage", what));
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
  const draft = await workspace.engine.draftRealization(
    work.value,
    { asked, model },
    workspace.run,
  );
  return draft.ok ? draft : { ok: false, error: noPlan(draft.error) };
}

async function record(
  context: CommandContext,
  workspace: Workspace,
  draft: RealizationDraft,
  { commit, pullRequest }: RealizeFlags,
): Promise<ExitCode> {
  const { output } = context;
  const { plan, work } = draft;
  const { engine, run } = workspace;
  const { summarizeReport } = await import("../../sync/report.ts");
  const { reportToJson } = await import("../../sync/report-json.ts");
  const isProposed = pullRequest && plan.items.length > 0;
  const proposed = isProposed ? await proposeRealization(engine, plan, new Set(), run) : null;
  const committed = commit ? await engine.records.commit(approvePlan(plan), work, run) : null;
  const ended = proposed ?? committed ?? (await engine.apply(approvePlan(plan), run));
  workspace.quiet();
  if (!ended.ok) return showNoPlan(context, workspace, noPlan(ended.error));
  const report = ended.value;
  output.problems(report.problems.filter((problem) => !plan.problems.includes(problem)));
  if (plan.items.length > 0) printReport(output, report, summarizeReport(report));
  if (proposed?.ok === true) output.lines(saidOf(proposed.value.pullRequest));
  if (committed?.ok === true) output.lines(saidOfCommit(committed.value));
  const made = committed?.ok === true ? { commit: committed.value.commit } : {};
  output.document({ ...reportToJson(report), ...about(draft), ...made });
  return exitOfReport(report);
}

function saidOfCommit({ commit }: CommitReport): string[] {
  if (commit === null) return [];
  const { id, branch, files } = commit;
  return [`Committed ${plural(files.length, "file")} to ${branch} as ${id.slice(0, 12)}.`];
}

/** What the document says besides the plan. */
function about({ work, relations, verdicts }: RealizationDraft): object {
  const { source, number, url, title, mergedCommit, mergedAt } = work;
  return { work: { source, number, url, title, mergedCommit, mergedAt }, relations, verdicts };
}
