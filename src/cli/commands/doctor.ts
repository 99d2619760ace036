import { inspectWorkspace } from "../doctor/inspect-workspace.ts";
import type { Check } from "../doctor/check.ts";
import type { CommandContext } from "../context.ts";
import { ATTENTION, DONE, MISUSE, type ExitCode } from "../exit-codes.ts";
import { formatChecks } from "../output/format-checks.ts";
import { withWorkspace } from "../workspace.ts";

/** Looks at everything that Canon needs to work here, and says how to mend what is missing. */
export async function doctorCommand(context: CommandContext): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const checks = await inspectWorkspace(context, workspace);
    workspace.quiet();
    context.output.lines(formatChecks(checks, context.output.theme));
    context.output.document({ root: context.root, checks });
    return exitOf(checks);
  });
}

function exitOf(checks: readonly Check[]): ExitCode {
  const failed = checks.filter(({ status }) => status === "fail");
  if (failed.some(({ category }) => category === "config")) return MISUSE;
  return failed.length > 0 ? ATTENTION : DONE;
}
