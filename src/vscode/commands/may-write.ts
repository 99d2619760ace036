import * as vscode from "vscode";
import type { FolderSession } from "../workspace/folder-session.ts";

/** Says why nothing can be sent or written here; true when it can. */
export async function mayWrite(session: FolderSession): Promise<boolean> {
  if (!(await isTrusted())) return false;
  if (vscode.workspace.fs.isWritableFileSystem(session.folder.uri.scheme) === false) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "The folder {0} is read-only. Canon shows its specs but cannot change them.",
        session.folder.name,
      ),
    );
    return false;
  }
  return true;
}

/** Says what Restricted Mode keeps back, with a way to end it; true in a trusted window. */
export async function isTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      "This window is in Restricted Mode. Canon shows specs here, but reads no tracker and writes nothing until you trust the folder.",
    ),
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  return false;
}
