import * as vscode from "vscode";
import { parseConfig } from "../../core/config/parse-config.ts";
import type { App } from "../app.ts";
import { isRemote, SYSTEM_GUIDES } from "../credentials/systems.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { askForChoices } from "./ask-for-choices.ts";

interface Offer extends vscode.QuickPickItem {
  readonly act: () => Promise<unknown>;
}

/** Opens a configuration that is there and offers what it lacks; overwrites nothing. */
export async function completeConfig(
  app: App,
  session: FolderSession,
  file: string,
): Promise<void> {
  const uri = session.uriOf(file);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  const picked = await vscode.window.showQuickPick(await offers(app, session, document), {
    title: vscode.l10n.t("Canon: Set Up"),
    placeHolder: vscode.l10n.t("{0} is there already and stays as it is. What is next?", file),
  });
  await picked?.act();
}

async function offers(
  app: App,
  session: FolderSession,
  document: vscode.TextDocument,
): Promise<Offer[]> {
  const { config } = await session.load();
  const systems = [...config.config.systems.values()];
  const entries: Offer[] = [];
  if (systems.length === 0 && !config.broken) {
    entries.push({
      label: `$(add) ${vscode.l10n.t("Choose a tracker")}`,
      description: vscode.l10n.t("none is named yet"),
      act: () => addTracker(app, session, document),
    });
  }
  const { credentials } = await app.accounts();
  for (const target of systems) {
    const { system, host } = target;
    if (!isRemote(system) || (await credentials.find(target, quietRun().signal)).ok) continue;
    const { label } = SYSTEM_GUIDES[system];
    entries.push({
      label: `$(key) ${vscode.l10n.t("Sign in to {0}", label)}`,
      description: vscode.l10n.t("there is no credential for it yet"),
      act: () => run("canon.setCredentials", { system, host }),
    });
  }
  entries.push({
    label: `$(pulse) ${vscode.l10n.t("Check the configuration")}`,
    description: vscode.l10n.t("asks the tracker, and proposes statuses that fit"),
    act: () => run("canon.doctor"),
  });
  if (systems.length > 0 && !config.broken) {
    entries.push({ label: `$(sync) ${vscode.l10n.t("Sync")}`, act: () => run("canon.sync") });
  }
  return entries;
}

/** Put below what is there, as an edit that is left unsaved and can be undone. */
async function addTracker(
  app: App,
  session: FolderSession,
  document: vscode.TextDocument,
): Promise<void> {
  const answer = await askForChoices(app, session, "tracker");
  if (answer === undefined) return;
  const before = document.getText();
  const eol = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  const gap = before === "" || before.endsWith("\n") ? "" : eol;
  const added = gap + answer.text.replaceAll("\n", eol);
  if (parseConfig(before + added, "CANON.yaml").config.systems.size === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "The configuration has a form that Canon does not edit, so nothing was added. Write the tracker below `sync:` by hand.",
      ),
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(before.length), added);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { preview: false });
}

function run(command: string, ...args: readonly unknown[]): Promise<unknown> {
  return Promise.resolve(vscode.commands.executeCommand(command, ...args));
}
