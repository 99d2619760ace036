import * as vscode from "vscode";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

interface Choice extends vscode.QuickPickItem {
  readonly file: string | null;
}

/** Shows how far all specs are, or the one in front where the person wants that. */
export async function showProgress(app: App): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const open = editor === undefined ? undefined : await app.specs.find(editor.document);
  if (open === undefined) {
    const session = await chooseFolder(app);
    if (session !== undefined) await app.progress.show(session, null);
    return;
  }
  const choice = await askWhich(open.session, open.path);
  if (choice !== undefined) await app.progress.show(open.session, choice.file);
}

function askWhich({ folder }: FolderSession, path: string): Thenable<Choice | undefined> {
  const choices: Choice[] = [
    { label: `$(file) ${vscode.l10n.t("This spec")}`, description: path, file: path },
    {
      label: `$(root-folder) ${vscode.l10n.t("All specs")}`,
      description: folder.name,
      file: null,
    },
  ];
  return vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t("Canon: Show Progress"),
    placeHolder: vscode.l10n.t("Whose progress? Nothing is changed, and no tracker is asked."),
  });
}
