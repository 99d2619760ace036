import * as vscode from "vscode";
import type { Accounts } from "./accounts.ts";
import { credentialLine } from "./choose-system.ts";
import type { StoredCredential } from "./stored-credentials.ts";
import { SYSTEM_GUIDES } from "./systems.ts";

interface Entry extends vscode.QuickPickItem {
  readonly credential: StoredCredential;
}

/** Forgets credentials that were given; what the editor or the environment holds stays there. */
export async function removeCredential({ stored }: Accounts): Promise<void> {
  const entries = (await stored.list()).map((credential): Entry => {
    const { label } = SYSTEM_GUIDES[credential.system];
    return { label, description: credentialLine(credential), credential };
  });
  if (entries.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Canon has stored no credentials. Those in the environment are not its own."),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t("Canon: Remove Credentials"),
    placeHolder: vscode.l10n.t("Which credential is to be forgotten?"),
  });
  if (picked === undefined) return;
  await stored.remove(picked.credential);
  const done = vscode.l10n.t(
    "Canon: the credential for {0} is removed. It stays valid at the tracker.",
    picked.label,
  );
  vscode.window.setStatusBarMessage(done, 8000);
}
