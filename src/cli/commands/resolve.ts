import type { Problem } from "../../core/kernel/problem.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { ResolveReport } from "../../sync/resolve-report.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { gitAncestor } from "../host/git-ancestor.ts";
import { formatProblem } from "../output/format-problem.ts";
import type { Output } from "../output/output.ts";
import { selectScope } from "../scope.ts";
import { withWorkspace } from "../workspace.ts";
import { noPlan } from "./planning.ts";

const NOTHING = { files: [], notes: [] };

/** Decides, by rule, the conflicts that a merge of git left in Canon comments and in `links.json`. */
export async function resolveCommand(
  context: CommandContext,
  words: readonly string[],
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<ExitCode> {
  return withWorkspace(
    context,
    async (workspace) => {
      const { engine, run } = workspace;
      const selection = await selectScope(context, workspace, words);
      if (!selection.ok) return refuse(context, [selection.error], NOTHING);
      const ancestorOf = gitAncestor(context.host, context.root, run.signal);
      const options = { isDryRun, ancestorOf };
      const resolved = await engine.resolveMerge(selection.value.scope, options, run);
      workspace.quiet();
      if (!resolved.ok) {
        const { problems, exit } = noPlan(resolved.error);
        refuse(context, problems, NOTHING);
        return exit;
      }
      print(context.output, resolved.value, isDryRun);
      context.output.document(resolved.value);
      return resolved.value.problems.some(wantsAPerson) ? ATTENTION : DONE;
    },
    { asksNobody: true },
  );
}

function wantsAPerson({ severity }: Problem): boolean {
  return severity !== "info";
}

function print(output: Output, { files, notes, problems }: ResolveReport, isDryRun: boolean): void {
  const { theme } = output;
  const would = isDryRun ? "would be " : "";
  for (const { file, resolved, left } of files) {
    const rest = left === 0 ? "" : `, ${left} left for you`;
    const text = `${plural(resolved, "conflict")} ${would}decided${rest}`;
    output.lines([`${theme.bold(theme.clean(file))}  ${text}`]);
  }
  output.lines(notes.map((note) => formatProblem(note, theme)));
  output.problems(problems);
  const count = files.reduce((sum, { resolved }) => sum + resolved, 0);
  if (files.length === 0 && problems.length === 0) {
    output.lines(["No file has conflicts of a merge. Nothing to do."]);
  } else if (count > 0 && !isDryRun) {
    output.lines(["", theme.bold("Look at the files, then add them with `git add`.")]);
  }
}
