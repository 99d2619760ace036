import * as vscode from "vscode";
import type { SystemConfig } from "../../core/config/config.ts";
import { Secret } from "../../core/kernel/secret.ts";
import type { SystemName } from "../../core/model/ticket.ts";
import type { CredentialScope } from "../../ports/secrets.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "./choose-folder.ts";
import { isTrusted } from "./may-write.ts";

/** Where a system lives when the workspace names no host. Jira has no such place. */
const ORIGINS: Partial<Record<SystemName, string>> = {
  linear: "https://api.linear.app",
  github: "https://api.github.com",
  "azure-devops": "https://dev.azure.com",
};

/** Stores a token for one system at one origin, which the person sees before typing it. */
export async function setCredentials(app: App): Promise<void> {
  const scope = await chooseScope(app);
  // The folder names the host, so a credential for it waits until the folder is trusted.
  if (scope === undefined || !(await isTrusted())) return;
  const token = await vscode.window.showInputBox({
    title: `Canon: credential for ${scope.system}`,
    prompt: `It is kept in the editor's secret store and sent to ${scope.origin} only.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === "" ? "Paste the token." : undefined),
  });
  if (token === undefined) return;
  await app.secrets.set(scope, new Secret(token.trim()));
  vscode.window.setStatusBarMessage(`Canon: credential for ${scope.origin} stored.`, 5000);
}

export async function clearCredentials(app: App): Promise<void> {
  const scope = await chooseScope(app);
  if (scope === undefined) return;
  await app.secrets.remove(scope);
  vscode.window.setStatusBarMessage(`Canon: credential for ${scope.origin} removed.`, 5000);
}

async function chooseScope(app: App): Promise<CredentialScope | undefined> {
  const session = await chooseFolder(app);
  if (session === undefined) return undefined;
  const { config } = await session.load();
  const remote = [...config.config.systems.values()].filter(({ system }) => system !== "local");
  if (remote.length === 0) {
    void vscode.window.showInformationMessage(
      "No credential is needed: the embedded tracker keeps its tickets in this folder.",
    );
    return undefined;
  }
  const scopes = remote.map(scopeOf).filter((scope) => scope !== undefined);
  if (scopes.length === 0) {
    void vscode.window.showWarningMessage(
      "The configuration names no https host for its tracker, so there is nothing a credential could be for. Add the host to CANON.yaml.",
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    scopes.map((scope) => ({ label: scope.system, description: scope.origin, scope })),
    { title: "Canon: credentials", placeHolder: "For which system, at which address?" },
  );
  return picked?.scope;
}

function scopeOf({ system, host }: SystemConfig): CredentialScope | undefined {
  const text = host === null ? ORIGINS[system] : host.includes("://") ? host : `https://${host}`;
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isClean = url.protocol === "https:" && url.username === "" && url.password === "";
  return isClean ? { system, origin: url.origin } : undefined;
}
