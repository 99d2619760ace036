import type { Problem } from "../../core/kernel/problem.ts";
import { distinct, inOrder } from "../../core/check/problem-order.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { printFindings } from "../output/print-problems.ts";
import { selectScope, type Selection } from "../scope.ts";
import { withWorkspace, type Workspace } from "../workspace.ts";

/** Prints the problems of specs and configuration. No tracker is asked. */
export async function lintCommand(
  context: CommandContext,
  words: readonly string[],
): Promise<ExitCode> {
  return withWorkspace(
    context,
    async (workspace) => {
      const selection = await selectScope(context, workspace, words);
      if (!selection.ok) return refuse(context, [selection.error], {});
      const problems = await findProblems(workspace, selection.value);
      workspace.quiet();
      printFindings(context.output, problems);
      context.output.document({ problems });
      return problems.some(isFinding) ? ATTENTION : DONE;
    },
    { asksNobody: true },
  );
}

async function findProblems(
  { engine, run }: Workspace,
  { scope }: Selection,
): Promise<readonly Problem[]> {
  const config = await engine.loadConfig();
  const { buildPlan } = await import("../../core/plan/build-plan.ts");
  const { linkProblems } = await import("../../core/plan/link-problems.ts");
  // What only shows across specs, such as a ticket linked twice, is found by the planner.
  const options = { direction: "both", onConflict: "hold", asked: new Set<string>() } as const;
  const taken = await engine.snapshot(scope, run, { offline: true });
  const planned = taken.ok
    ? [...buildPlan(taken.value, options).problems, ...linkProblems(taken.value)]
    : taken.error.problems.filter(({ code }) => code.startsWith("sync/"));
  // What was read for a plan has the problems of the specs in it.
  const read = taken.ok ? [] : (await engine.readSpecs(scope, run)).problems;
  const isAboutFiles = ({ code }: Problem): boolean => !ABOUT_THIS_MACHINE.has(code);
  return inOrder(distinct([...config.problems, ...read, ...planned.filter(isAboutFiles)]));
}

/** Missing credentials and the like are no fault of any file; `canon doctor` looks at them. */
const ABOUT_THIS_MACHINE: ReadonlySet<string> = new Set([
  "config/tracker-unavailable",
  "config/missing-credential",
  "config/foreign-host",
  "config/bad-address",
  "sync/orphan-intent",
]);

/** An info tells something good to know; it is nothing to mend. */
function isFinding({ severity }: Problem): boolean {
  return severity !== "info";
}
