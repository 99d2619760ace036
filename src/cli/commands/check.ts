import { checkProblems } from "../../core/check/check-problems.ts";
import { distinct, inOrder } from "../../core/check/problem-order.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { LoadedConfig } from "../../sync/engine.ts";
import { selectNarrowed, type Narrowing } from "../narrow-scope.ts";
import type { CheckFormat } from "../check-formats.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { leaveForCi } from "../host/leave-for-ci.ts";
import { repositoryFolder } from "../host/repository-folder.ts";
import { writeReport } from "../host/write-report.ts";
import { checkReport, type CheckFindings } from "../output/check-report.ts";
import { maskedProblem } from "../output/masked-problem.ts";
import { printFindings } from "../output/print-problems.ts";
import type { Selection } from "../scope.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";
import { noPlan } from "./planning.ts";

export interface CheckFlags extends Narrowing {
  readonly format: CheckFormat;
  /** The file that the report goes to; stdout without one. */
  readonly output: string | undefined;
  readonly allowsAhead: boolean;
  readonly annotates: boolean;
  /** Every ticket is read, also where nothing has changed since an earlier run. */
  readonly isFull: boolean;
}

/** Looks whether specs, links and tickets agree; changes neither specs nor tickets. */
export async function checkCommand(
  context: CommandContext,
  words: readonly string[],
  flags: CheckFlags,
): Promise<ExitCode> {
  const task = async (workspace: Workspace): Promise<ExitCode> => {
    const selection = await selectNarrowed(context, workspace, words, flags);
    if (!selection.ok) return refuse(context, [selection.error], NOTHING);
    const config = await workspace.engine.loadConfig();
    const checked = await check(context, workspace, config, selection.value, flags.allowsAhead);
    workspace.quiet();
    const requests = workspace.meter.total();
    const findings = masked(context, checked.findings);
    const saved = await save(context, config, findings, flags);
    if (!saved.ok) return refuse(context, [saved.error], { ...NOTHING, requests });
    await show(context, findings, flags);
    const { problems, files } = findings;
    context.output.document({ problems, files, requests });
    if (flags.annotates) await leaveForCi(context, findings, isForPeople(context, flags));
    return checked.exit;
  };
  return withWorkspace(context, task, { tickets: flags });
}

const NOTHING = { problems: [], files: [] };

interface Checked {
  readonly findings: CheckFindings;
  readonly exit: ExitCode;
}

/** A configuration that nothing can be checked under is a finding like any other, and ends with 2. */
async function check(
  { root, isOffline }: CommandContext,
  { engine, run }: Workspace,
  config: LoadedConfig,
  { scope, includes }: Selection,
  allowsAhead: boolean,
): Promise<Checked> {
  const at = { folder: repositoryFolder(root), configFile: config.file ?? "CANON.yaml" };
  const options = { direction: "both", onConflict: "hold", asked: new Set<string>() } as const;
  const draft = await engine.draft(scope, options, run);
  if (!draft.ok) {
    const { problems, exit } = noPlan(draft.error);
    return { findings: { problems: inOrder(distinct(problems)), files: [], ...at }, exit };
  }
  const { snapshot, plan } = draft.value;
  const problems = checkProblems(snapshot, plan, { allowsAhead, isOffline, includes });
  const files = snapshot.specs.map(({ file }) => file);
  const isFound = problems.some(({ severity }) => severity !== "info");
  return { findings: { problems, files, ...at }, exit: isFound ? ATTENTION : DONE };
}

function masked({ output }: CommandContext, findings: CheckFindings): CheckFindings {
  const problems = findings.problems.map((problem) => maskedProblem(output, problem));
  const files = findings.files.map((file) => output.redactor.redact(file).text);
  return { ...findings, problems, files };
}

async function save(
  context: CommandContext,
  { config }: LoadedConfig,
  findings: CheckFindings,
  { format, output: file }: CheckFlags,
): Promise<Result<void, Problem>> {
  if (file === undefined) return ok(undefined);
  const { isOwnFile } = await import("../host/own-files.ts");
  const text = await checkReport(format, findings, context.output.theme);
  const written = await writeReport(context, file, text, (path) => isOwnFile(config, path));
  return written.ok ? written : err(written.error);
}

/** Whether stdout gets lines for people, so that a runner's commands may stand among them. */
function isForPeople({ output }: CommandContext, { format, output: file }: CheckFlags): boolean {
  return !output.isJson && (format === "text" || file !== undefined);
}

async function show(
  context: CommandContext,
  findings: CheckFindings,
  flags: CheckFlags,
): Promise<void> {
  const { output } = context;
  if (isForPeople(context, flags)) {
    printFindings(output, findings.problems);
    if (flags.output !== undefined) output.lines([`Wrote ${output.theme.clean(flags.output)}.`]);
  } else if (!output.isJson) {
    output.raw(await checkReport(flags.format, findings, output.theme));
  }
}
