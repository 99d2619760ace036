import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { misuse, refuse, type CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-codes.ts";
import { maskedProblem } from "../output/masked-problem.ts";
import { exitOfPlan, printPlan } from "../output/print-plan.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";
import { emptyPlan, makePlan, type NoPlan, type PlanFlags } from "./planning.ts";

interface PlanCommandFlags extends PlanFlags {
  readonly out?: string;
  /** The remote where other jobs may have said what they are about to create. */
  readonly claim?: string | undefined;
}

/** Shows what a sync would do. Reads, and writes nothing but the file it was told to. */
export async function planCommand(
  context: CommandContext,
  words: readonly string[],
  flags: PlanCommandFlags,
): Promise<ExitCode> {
  const { out, claim, ...planned } = flags;
  const task = async (workspace: Workspace): Promise<ExitCode> => {
    const plan = await makePlan(context, workspace, words, planned);
    workspace.quiet();
    return plan.ok
      ? showPlan(context, workspace, plan.value, out)
      : showNoPlan(context, workspace, plan.error);
  };
  return withWorkspace(context, task, { claim, tickets: flags });
}

/** Prints a plan, and writes it into a file when one is named. */
export async function showPlan(
  context: CommandContext,
  { meter }: Pick<Workspace, "meter">,
  plan: ChangePlan,
  out?: string,
): Promise<ExitCode> {
  const { output } = context;
  const [{ planToJson }, { summarize }] = await loadReports();
  const document = planToJson(plan, meter.total());
  const problems = plan.problems.map((problem) => maskedProblem(output, problem));
  if (out !== undefined && !(await save(context, out, { ...document, problems }))) {
    return refuse(
      context,
      [unwritable(out)],
      planToJson(emptyPlan(plan.takenAt, []), meter.total()),
    );
  }
  printPlan(output, plan, summarize(plan.items, plan.held.length, 0));
  if (out !== undefined) output.lines([`Wrote ${out}. Apply it with: canon apply ${out}`]);
  output.document(document);
  return exitOfPlan(plan);
}

/**
 * The file is for `canon apply` on the same workspace and keeps every value of its items as it is:
 * their texts are redacted by the planner.
 */
async function save({ host }: CommandContext, out: string, document: object): Promise<boolean> {
  try {
    await writeFile(resolve(host.cwd, out), `${JSON.stringify(document, null, 2)}\n`);
    return true;
  } catch {
    return false;
  }
}

function unwritable(out: string) {
  return misuse("unwritable", `The plan could not be written to "${out}". Name another file.`);
}

/** Ends a command that got no plan, with a document of the usual shape. */
export async function showNoPlan(
  { output }: CommandContext,
  { meter, now }: Pick<Workspace, "meter" | "now">,
  { problems, exit }: NoPlan,
): Promise<ExitCode> {
  const [{ planToJson }] = await loadReports();
  output.problems(problems);
  output.document(planToJson(emptyPlan(now(), problems), meter.total()));
  return exit;
}

function loadReports() {
  return Promise.all([import("../../sync/report-json.ts"), import("../../sync/report.ts")]);
}
