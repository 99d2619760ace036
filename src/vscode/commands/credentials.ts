import * as vscode from "vscode";
import { messageLine } from "../../core/view/plain-text.ts";
import type { App } from "../app.ts";
import { asCredentialRequest } from "../credentials/credential-request.ts";
import { giveCredential } from "../credentials/give-credential.ts";
import { logIn, logOut } from "../credentials/log-in.ts";
import { removeCredential } from "../credentials/remove-credential.ts";
import { isTrusted } from "./may-write.ts";

/** `argument` may name a system and fill in an address; the person sees and confirms both. */
export async function setCredentials(app: App, argument: unknown): Promise<void> {
  // The folder may fill in an address, so a credential waits until the folder is trusted.
  if (await isTrusted()) await giveCredential(app, asCredentialRequest(argument));
}

export async function removeCredentials(app: App): Promise<void> {
  await removeCredential(await app.accounts());
}

export async function logInToServer(app: App): Promise<void> {
  const accounts = await app.accounts();
  const login = await accounts.logins.read();
  if (login === undefined) {
    await logIn(accounts);
    return;
  }
  const { host } = new URL(login.server);
  const again = vscode.l10n.t("Log In Again");
  const choice = await vscode.window.showInformationMessage(
    messageLine(
      vscode.l10n.t("You are logged in to Canon at {0}, for {1}.", host, login.organization),
    ),
    again,
  );
  if (choice === again) await logIn(accounts);
}

export async function logOutOfServer(app: App): Promise<void> {
  await logOut(await app.accounts());
}
