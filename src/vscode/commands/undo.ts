import * as vscode from "vscode";
import { messageLine } from "../../core/view/plain-text.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { App } from "../app.ts";
import { withRun } from "../host/run.ts";
import { chooseFolder } from "./choose-folder.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { mayWrite } from "./may-write.ts";
import { refreshShown } from "./refresh-shown.ts";
import { showProblem } from "./show-refusal.ts";

/** Takes back the last sync of a folder, as far as nobody touched the same things since. */
export async function undoLastSync(app: App): Promise<void> {
  const session = await chooseFolder(app);
  if (session !== undefined) await undoSync(app, session);
}

/** With `runId`, only that sync is taken back; a message that stayed open undoes nothing else. */
export async function undoSync(app: App, session: FolderSession, runId?: string): Promise<void> {
  if (!(await mayWrite(session))) return;
  const { engine } = await session.load();
  const undone = await withRun("Canon: undoing the last sync", (run) =>
    engine.undo(run, runId === undefined ? {} : { runId }),
  );
  if (!undone.ok) {
    showProblem(undone.error);
    return;
  }
  await refreshShown(app, session, []);
  const { steps, problems } = undone.value;
  const kept = steps.filter((step) => step.outcome !== "done");
  const [first] = kept;
  const [problem] = problems;
  const done = `Canon undid ${plural(steps.length - kept.length, "change")} of the last sync.`;
  if (first !== undefined) {
    const more = kept.length > 1 ? ` ${kept.length - 1} more stayed as they are.` : "";
    void vscode.window.showWarningMessage(
      messageLine(`${done} ${first.what}: ${first.message}${more}`, 400),
    );
  } else if (problem === undefined) void vscode.window.showInformationMessage(done);
  else showProblem(problem);
}
