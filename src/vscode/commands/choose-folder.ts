import * as vscode from "vscode";
import type { App } from "../app.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** The folder a command is about: the only one, the active editor's, or the one that is picked. */
export async function chooseFolder(app: App): Promise<FolderSession | undefined> {
  const sessions = app.folders.all();
  if (sessions.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "Canon works on a folder. Open the folder that holds your specs, then try again.",
      ),
    );
    return undefined;
  }
  if (sessions.length === 1) return sessions[0];
  const active = vscode.window.activeTextEditor?.document.uri;
  const current = active === undefined ? undefined : app.folders.of(active);
  if (current !== undefined) return current;
  const picked = await vscode.window.showQuickPick(
    sessions.map((session) => ({ label: session.folder.name, session })),
    { title: "Canon", placeHolder: vscode.l10n.t("Which folder?") },
  );
  return picked?.session;
}
