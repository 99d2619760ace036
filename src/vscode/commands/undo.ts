import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import type { UndoItem, UndoReport, UndoRequest } from "../../sync/report.ts";
import type { App } from "../app.ts";
import { withRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { chooseFolder } from "./choose-folder.ts";
import { mayWrite } from "./may-write.ts";
import { refreshShown } from "./refresh-shown.ts";
import { showProblem } from "./show-refusal.ts";

/** Takes back the last sync of a folder, as far as nobody touched the same things since. */
export async function undoLastSync(app: App): Promise<void> {
  const session = await chooseFolder(app);
  if (session !== undefined) await undoSync(app, session, {});
}

/** Takes back a run or some of its items, and says what stayed and why. */
export async function undoSync(
  app: App,
  session: FolderSession,
  request: UndoRequest,
): Promise<void> {
  if (!(await mayWrite(session))) return;
  const { engine } = await session.load();
  const undone = await withRun(vscode.l10n.t("Canon: undoing a sync"), (run) =>
    engine.undo(run, request),
  );
  if (!undone.ok) {
    showProblem(undone.error);
    return;
  }
  await refreshShown(app, session, []);
  await app.history.loaded?.refresh(session);
  await showUndone(app, session, undone.value);
}

async function showUndone(app: App, session: FolderSession, report: UndoReport): Promise<void> {
  const { items, problems } = report;
  const left = items.filter((item) => item.outcome !== "done");
  const [first] = left;
  const [problem] = problems.filter(({ severity }) => severity === "error");
  const count = items.length - left.length;
  const done =
    count === 0
      ? vscode.l10n.t("Canon undid nothing.")
      : counted(count, "Canon undid 1 change.", "Canon undid {0} changes.");
  if (first === undefined) {
    if (problem === undefined) void vscode.window.showInformationMessage(done);
    else showProblem(problem);
    return;
  }
  const more =
    left.length > 1
      ? counted(left.length - 1, "1 more stayed as it is.", "{0} more stayed as they are.")
      : "";
  const what = first.difference === null ? (first.ticket ?? first.file) : first.file;
  const [close, show] = [vscode.l10n.t("Close Tickets"), vscode.l10n.t("Show Difference")];
  const choice = await vscode.window.showWarningMessage(
    messageLine(`${done} ${what}: ${first.message} ${more}`.trimEnd(), 400),
    ...(left.some(({ canClose }) => canClose) ? [close] : []),
    ...(left.some(({ difference }) => difference !== null) ? [show] : []),
  );
  if (choice === close) {
    const closable = left.filter(({ canClose }) => canClose).map(({ id }) => id);
    const { runId } = report;
    await undoSync(app, session, { runId, items: closable, closesCreated: true });
  } else if (choice === show) await showDifferences(app, left);
}

/** What the undo would have changed where it could not be sure of the place. */
async function showDifferences(app: App, items: readonly UndoItem[]): Promise<void> {
  const shown = items.flatMap(({ file, sectionId, difference }) =>
    difference === null ? [] : [{ place: `${file}#${sectionId}`, ...difference }],
  );
  const side = (which: "after" | "before"): string =>
    shown.map((one) => `${one.place}\n\n${one[which].trimEnd()}\n`).join("\n");
  await app.planDocuments.showDiff(
    "undo.txt",
    vscode.l10n.t("Canon: what the sync left, and what the undo would have put there"),
    side("after"),
    side("before"),
  );
}
