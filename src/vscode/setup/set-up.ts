import * as vscode from "vscode";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { mayWrite } from "../commands/may-write.ts";
import { ATTENTION_VIEW } from "../tree/attention-view.ts";
import { askForChoices } from "./ask-for-choices.ts";
import { completeConfig } from "./complete-config.ts";
import { writeConfig } from "./write-config.ts";

/** Leads from a folder without a configuration to one that a sync can work with. */
export async function setUp(app: App): Promise<void> {
  if (app.folders.all().length === 0) {
    // The view says what there is to do without a folder.
    await vscode.commands.executeCommand("setContext", "canon.isWanted", true);
    await vscode.commands.executeCommand(`${ATTENTION_VIEW}.focus`);
    return;
  }
  const session = await chooseFolder(app);
  if (session === undefined || !(await mayWrite(session))) return;
  const { config } = await session.load();
  if (config.file !== null) {
    await completeConfig(app, session, config.file);
    return;
  }
  const choices = await askForChoices(app, session);
  if (choices === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: nothing was written."), 5000);
    return;
  }
  await writeConfig(session, choices);
}
