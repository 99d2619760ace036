import { hasErrors } from "../../core/kernel/problem.ts";
import type { UndoReport, UndoStep } from "../../sync/report.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { alignColumns, type Cell } from "../output/table.ts";
import type { Theme } from "../output/theme.ts";
import { withWorkspace } from "../workspace.ts";

/** Takes back the last sync, as far as nobody has touched its results since. */
export async function undoCommand(context: CommandContext): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const undone = await workspace.engine.undo(workspace.run);
    workspace.quiet();
    const { output } = context;
    if (undone.ok) {
      output.lines(formatUndo(undone.value, output.theme));
      output.problems(undone.value.problems);
      output.document(undone.value);
      return exitOf(undone.value);
    }
    if (undone.error.code !== "undo/nothing") {
      const exit = refuse(context, [undone.error], NOTHING_UNDONE);
      return undone.error.code.startsWith("config/") ? exit : ATTENTION;
    }
    output.lines([undone.error.message]);
    output.document({ ...NOTHING_UNDONE, problems: [{ ...undone.error, severity: "info" }] });
    return DONE;
  });
}

const NOTHING_UNDONE = { runId: null, at: null, steps: [] };

function exitOf({ steps, problems }: UndoReport): ExitCode {
  const isAllDone = steps.every(({ outcome }) => outcome === "done");
  return isAllDone && !hasErrors(problems) ? DONE : ATTENTION;
}

function formatUndo({ at, steps }: UndoReport, theme: Theme): string[] {
  const left = steps.filter(({ outcome }) => outcome !== "done").length;
  const rest = left === 0 ? "" : ` ${left} of ${steps.length} could not be taken back.`;
  return [
    ...alignColumns(steps.map((step) => undoRow(step, theme))),
    theme.bold(`Undid the sync of ${theme.clean(at)}.${rest}`),
  ];
}

function undoRow({ what, outcome, message }: UndoStep, theme: Theme): Cell[] {
  const isDone = outcome === "done";
  return [
    { text: isDone ? "✔ undone" : `! ${outcome}`, paint: isDone ? theme.good : theme.warn },
    { text: theme.clean(what) },
    { text: theme.clean(message) },
  ];
}
