import * as vscode from "vscode";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { digestSetting } from "./digest-host.ts";

const SETTING = "canon.cycle.digest";

/** Shows the digest of a folder's design cycle, unless the person has switched it off. */
export async function showDigest(app: App): Promise<void> {
  if (digestSetting() === "never") {
    const change = vscode.l10n.t("Change Setting");
    const choice = await vscode.window.showInformationMessage(
      vscode.l10n.t("The ticket digest is switched off by the setting {0}.", SETTING),
      change,
    );
    if (choice === change) {
      await vscode.commands.executeCommand("workbench.action.openSettings", SETTING);
    }
    return;
  }
  const session = await chooseFolder(app);
  if (session !== undefined) await app.digest.show(session);
}
