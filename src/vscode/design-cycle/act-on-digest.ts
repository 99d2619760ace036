import * as vscode from "vscode";
import type { DigestAction, PageMessage } from "../../core/view/digest-protocol.ts";
import type { CycleDigest } from "../../design-cycle/digest.ts";
import type { CredentialRequest } from "../credentials/credential-request.ts";
import { webAddress } from "../links/ticket-place.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

type Asked = Exclude<PageMessage, { readonly type: "ready" }>;

/** Does what a button of the page asks for. Addresses and files are Canon's own, not the page's. */
export async function actOnDigest(
  message: Asked,
  session: FolderSession,
  digest: CycleDigest | null,
): Promise<void> {
  if (message.type === "openTicket") {
    const ticket = digest?.systems.find(({ system }) => system === message.system);
    const address = webAddress(ticket?.url ?? null);
    if (address !== undefined) await vscode.env.openExternal(address);
    return;
  }
  const { action, system } = message;
  if (action !== "setCredentials") {
    await ACTIONS[action](session);
  } else if (system !== null) {
    const request: CredentialRequest = { system, host: null };
    await vscode.commands.executeCommand("canon.setCredentials", request);
  }
}

type Simple = Exclude<DigestAction, "setCredentials">;

const ACTIONS: Readonly<Record<Simple, (session: FolderSession) => unknown>> = {
  linkTicket: () => vscode.commands.executeCommand("canon.linkDesignCycle"),
  manageTrust: () => vscode.commands.executeCommand("workbench.trust.manage"),
  openConfig: (session) => showFile(session, ".design/config.json"),
  openState: (session) => showFile(session, ".design/STATE.md"),
  refresh: () => vscode.commands.executeCommand("canon.refreshDigest"),
  showLog: () => vscode.commands.executeCommand("canon.showLog"),
};

async function showFile(session: FolderSession, path: string): Promise<void> {
  await vscode.window.showTextDocument(session.uriOf(path), { preview: true });
}
