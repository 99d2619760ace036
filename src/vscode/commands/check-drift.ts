import * as vscode from "vscode";
import { plural } from "../../core/view/spec-counts.ts";
import type { App } from "../app.ts";
import { ATTENTION_VIEW } from "../tree/attention-view.ts";

/** Compares all specs with their tickets and copies, and shows what differs. */
export async function checkDrift(app: App): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  const title = "Canon: comparing specs and tickets";
  const count = await vscode.window.withProgress({ location, title }, () => app.drift.check());
  if (count > 0) await vscode.commands.executeCommand(`${ATTENTION_VIEW}.focus`);
  const message =
    count === 0
      ? "Canon: specs, tickets and copies agree."
      : `Canon: ${plural(count, "section")} differ${count === 1 ? "s" : ""}.`;
  vscode.window.setStatusBarMessage(message, 5000);
}
