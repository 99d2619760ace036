import { hasErrors } from "../../core/kernel/problem.ts";
import { findDrift } from "../../core/plan/find-drift.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { formatDrift } from "../output/format-drift.ts";
import { selectScope } from "../scope.ts";
import { withWorkspace } from "../workspace.ts";
import { noPlan } from "./planning.ts";

/** Shows where specs, tickets and copies differ, and who moved; changes nothing. */
export async function driftCommand(
  context: CommandContext,
  words: readonly string[],
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const selection = await selectScope(context, workspace, words);
    if (!selection.ok) return refuse(context, [selection.error], { sections: [] });
    const { scope, includes } = selection.value;
    const { output } = context;
    const taken = await workspace.engine.snapshot(scope, workspace.run);
    workspace.quiet();
    const requests = workspace.meter.total();
    if (!taken.ok) {
      const { problems, exit } = noPlan(taken.error);
      output.problems(problems);
      output.document({ sections: [], problems, requests });
      return exit;
    }
    const { problems } = taken.value;
    const sections = findDrift(taken.value).filter(({ file, sectionId }) =>
      includes(file, sectionId),
    );
    output.lines(formatDrift(sections, output.theme));
    output.problems(problems);
    output.document({ sections, problems, requests });
    return sections.length > 0 || hasErrors(problems) ? ATTENTION : DONE;
  });
}
