import * as vscode from "vscode";
import type { App } from "../app.ts";
import { undoSync } from "../commands/undo.ts";
import { asTakeBackTarget } from "./take-back-target.ts";

/** Takes back a run of the history, or one of its items. */
export async function takeBack(app: App, argument: unknown): Promise<void> {
  const target = asTakeBackTarget(argument);
  const session = app.folders.all().find(({ folder }) => folder.uri.toString() === target?.folder);
  if (target === undefined || session === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "That sync is not in the history of an open folder. Run Canon: Show Sync History to look again.",
      ),
    );
    return;
  }
  const { runId, items } = target;
  await undoSync(app, session, items === null ? { runId } : { runId, items });
}
