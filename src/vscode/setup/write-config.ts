import * as vscode from "vscode";
import { quietRun } from "../host/run.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { SetUpChoices } from "./ask-for-choices.ts";

const NAME = "CANON.yaml";

/** Writes a new configuration, or leaves it in an editor; never over one that is there. */
export async function writeConfig(
  session: FolderSession,
  { text, isDraft, isLocal }: SetUpChoices,
): Promise<void> {
  const uri = session.uriOf(NAME);
  if (isDraft) {
    await openUnsaved(uri, text);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  const contents = new TextEncoder().encode(text);
  edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents });
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "CANON.yaml could not be written. If it is there already, it was left as it is. Look at the folder, then try again.",
      ),
    );
    return;
  }
  await vscode.window.showTextDocument(uri, { preview: false });
  await session.reloadConfig();
  if (isLocal) await vscode.commands.executeCommand("setContext", "canon.isSignedIn", true);
  await sayWhatIsNext(session);
}

async function openUnsaved(uri: vscode.Uri, text: string): Promise<void> {
  const draft = uri.with({ scheme: "untitled" });
  const document = await vscode.workspace.openTextDocument(draft);
  if (document.getText() === "") {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(draft, new vscode.Position(0, 0), text);
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(document, { preview: false });
}

/** The person asked for this set-up, and learns where it leads. */
async function sayWhatIsNext(session: FolderSession): Promise<void> {
  const { engine } = await session.load();
  const { specs } = await engine.readSpecs(WHOLE_WORKSPACE, quietRun());
  const known = await vscode.commands.getCommands(true);
  const sync = vscode.l10n.t("Sync");
  const create = vscode.l10n.t("New Spec");
  const canCreate = known.includes(NEW_SPEC);
  if (specs.length === 0) {
    const text = vscode.l10n.t(
      "Canon is set up. There is no spec yet: write a Markdown file in the place that CANON.yaml names.",
    );
    const buttons = canCreate ? [create] : [];
    const choice = await vscode.window.showInformationMessage(text, ...buttons);
    if (choice === create) await vscode.commands.executeCommand(NEW_SPEC);
    return;
  }
  const text =
    specs.length === 1
      ? vscode.l10n.t(
          "Canon is set up and found 1 spec. You review every change before it is made.",
        )
      : vscode.l10n.t(
          "Canon is set up and found {0} specs. You review every change before it is made.",
          specs.length,
        );
  const choice = await vscode.window.showInformationMessage(text, sync);
  if (choice === sync) await vscode.commands.executeCommand("canon.sync");
}

/** Registered where the extension has it. */
const NEW_SPEC = "canon.newSpec";
