import * as vscode from "vscode";
import { isThere } from "../host/is-there.ts";
import type { App } from "../app.ts";

const NAME = "canon-sample";
const MAX_COPIES = 100;

/** Copies the sample that comes with the extension, and opens it in a window of its own. */
export async function openSample({ extensionUri, storageUri }: App): Promise<void> {
  const parent = await chooseParent(storageUri);
  if (parent === undefined) return;
  const home = await freePlace(parent);
  if (home === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "There are {0} samples in that folder already. Choose another one.",
        MAX_COPIES,
      ),
    );
    return;
  }
  try {
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(extensionUri, "media", "sample"), home, {
      overwrite: false,
    });
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "The sample could not be copied to {0}. Choose a folder that you may write to, then try again.",
        home.fsPath,
      ),
    );
    return;
  }
  await vscode.commands.executeCommand("vscode.openFolder", home, { forceNewWindow: true });
}

async function chooseParent(storage: vscode.Uri): Promise<vscode.Uri | undefined> {
  const own = {
    label: `$(home) ${vscode.l10n.t("Keep it with the editor")}`,
    description: vscode.l10n.t("in the storage of the extension"),
    isOwn: true,
  };
  const other = { label: `$(folder) ${vscode.l10n.t("Choose a folder…")}`, isOwn: false };
  const picked = await vscode.window.showQuickPick([own, other], {
    title: vscode.l10n.t("Canon: Open Sample Workspace"),
    placeHolder: vscode.l10n.t("Where to put the copy? A small shop with two specs."),
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  if (picked.isOwn) {
    await vscode.workspace.fs.createDirectory(storage);
    return storage;
  }
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t("Put the Sample Here"),
  });
  return chosen?.[0];
}

/** A name that nothing has yet: an older copy, and what was done with it, stays. */
async function freePlace(parent: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let copy = 1; copy <= MAX_COPIES; copy += 1) {
    const place = vscode.Uri.joinPath(parent, copy === 1 ? NAME : `${NAME}-${copy}`);
    if (!(await isThere(place))) return place;
  }
  return undefined;
}
