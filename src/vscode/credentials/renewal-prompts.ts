import * as vscode from "vscode";
import type { TrackerAccess } from "../../ports/credentials.ts";
import type { CredentialRequest } from "./credential-request.ts";
import { SYSTEM_GUIDES, type RemoteSystem } from "./systems.ts";

/**
 * Asks for a new credential when a tracker refuses the present one.
 *
 * Once per system, until the person gives another one: what is refused again and again is shown
 * at the tickets, and nowhere else.
 */
export class RenewalPrompts {
  readonly #asked = new Set<RemoteSystem | "canon">();

  async refused(system: RemoteSystem, access: TrackerAccess): Promise<void> {
    const isServer = access.kind === "server";
    const key = isServer ? "canon" : system;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    const { label } = SYSTEM_GUIDES[system];
    const { host } = new URL(access.baseUrl);
    const renew = isServer ? vscode.l10n.t("Log In") : vscode.l10n.t("Set Credentials");
    const text = isServer
      ? vscode.l10n.t(
          "The Canon server at {0} did not accept your credential. It may have expired or been revoked.",
          host,
        )
      : vscode.l10n.t(
          "{0} at {1} did not accept your credential. It may have expired or been revoked.",
          label,
          host,
        );
    const choice = await vscode.window.showWarningMessage(text, renew);
    if (choice !== renew) return;
    const request: CredentialRequest = { system, host: access.baseUrl };
    if (isServer) await vscode.commands.executeCommand("canon.logIn");
    else await vscode.commands.executeCommand("canon.setCredentials", request);
  }

  /** A new credential is a new start. */
  renewed(system: RemoteSystem | "canon"): void {
    this.#asked.delete(system);
  }
}
