import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import type { App } from "../app.ts";
import { ATTENTION_VIEW } from "../tree/attention-view.ts";

/** Compares all specs with their tickets and copies, and shows what differs. */
export async function checkDrift(app: App): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  const title = vscode.l10n.t("Canon: comparing specs and tickets");
  const count = await vscode.window.withProgress({ location, title }, () => app.drift.check());
  if (count > 0) await vscode.commands.executeCommand(`${ATTENTION_VIEW}.focus`);
  const message =
    count === 0
      ? vscode.l10n.t("Canon: specs, tickets and copies agree.")
      : counted(count, "Canon: 1 section differs.", "Canon: {0} sections differ.");
  vscode.window.setStatusBarMessage(message, 5000);
}
