import { inspectWorkspace } from "../doctor/inspect-workspace.ts";
import type { Check } from "../doctor/check.ts";
import type { CommandContext } from "../context.ts";
import { ATTENTION, DONE, MISUSE, type ExitCode } from "../exit-codes.ts";
import { alignColumns } from "../output/table.ts";
import type { Theme } from "../output/theme.ts";
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

const MARKS = { ok: "✔ ok", warn: "! warn", fail: "✖ fail" } as const;

function formatChecks(checks: readonly Check[], theme: Theme): string[] {
  const paints = { ok: theme.good, warn: theme.warn, fail: theme.bad };
  const rows = alignColumns(
    checks.map(({ status, name, detail }) => [
      { text: MARKS[status], paint: paints[status] },
      { text: theme.clean(name), paint: theme.bold },
      { text: theme.clean(detail) },
    ]),
    "",
  );
  return checks.flatMap(({ fix }, index) => {
    const advice = fix === null ? [] : fix.split("\n").map((line) => adviceLine(line, theme));
    return [rows[index] ?? "", ...advice];
  });
}

/** Blanks at the beginning matter in what is to be copied. */
function adviceLine(line: string, theme: Theme): string {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return theme.dim(`        ${indent}${theme.clean(line)}`);
}
