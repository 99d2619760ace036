import { hasErrors } from "../../core/kernel/problem.ts";
import type { UndoReport, UndoRequest, UndoStep } from "../../sync/report.ts";
import { refuse, type CommandContext } from "../context.ts";
import { ATTENTION, DONE, type ExitCode } from "../exit-codes.ts";
import { plural } from "../../core/view/spec-counts.ts";
import { alignColumns, type Cell } from "../output/table.ts";
import type { Theme } from "../output/theme.ts";
import { withWorkspace } from "../workspace.ts";

/** Takes back a sync or parts of it, as far as nobody has touched the results since. */
export async function undoCommand(
  context: CommandContext,
  request: UndoRequest,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const undone = await workspace.engine.undo(workspace.run, request);
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

const NOTHING_UNDONE = { runId: null, at: null, steps: [], items: [] };

function exitOf({ steps, problems }: UndoReport): ExitCode {
  const isAllDone = steps.every(({ outcome }) => outcome === "done");
  return isAllDone && !hasErrors(problems) ? DONE : ATTENTION;
}

function formatUndo({ at, steps, items }: UndoReport, theme: Theme): string[] {
  const done = items.filter(({ outcome }) => outcome === "done").length;
  const left = items.length - done;
  const what = `${plural(done, "item")} of the sync of ${theme.clean(at)}`;
  const rest = left === 0 ? "" : ` ${left} could not be taken back.`;
  const close = items.some(({ canClose }) => canClose)
    ? [theme.dim("`canon undo --close` closes tickets that cannot be removed, with a note.")]
    : [];
  return [
    ...alignColumns(steps.map((step) => undoRow(step, theme))),
    ...close,
    theme.bold(`Undid ${what}.${rest}`),
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
