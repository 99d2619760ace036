import * as vscode from "vscode";
import { choose, type Answer, type Choice, type Place } from "../host/steps.ts";
import type { WorkspaceNames } from "./named-in-workspace.ts";
import type { StoredCredential } from "./stored-credentials.ts";
import { REMOTE_SYSTEMS, SYSTEM_GUIDES, type RemoteSystem } from "./systems.ts";

type Entry = Choice<RemoteSystem | "canon">;

/** Asks which system a credential is for; the ones that the workspace uses come first. */
export function chooseSystem(
  place: Place,
  { systems }: WorkspaceNames,
  stored: readonly StoredCredential[],
): Promise<Answer<RemoteSystem | "canon">> {
  const entry = (system: RemoteSystem): Entry => ({
    label: SYSTEM_GUIDES[system].label,
    description: whatIsStored(stored.filter((one) => one.system === system)),
    value: system,
  });
  const used = REMOTE_SYSTEMS.filter((system) => systems.has(system));
  const others = REMOTE_SYSTEMS.filter((system) => !systems.has(system));
  const server: Entry = {
    label: vscode.l10n.t("Canon server"),
    description: vscode.l10n.t("log in, and reach GitHub, Jira and Linear through it"),
    value: "canon",
  };
  return choose(place, vscode.l10n.t("Which tracker is it for?"), [
    ...(used.length === 0 ? [] : [separator(vscode.l10n.t("In this workspace"))]),
    ...used.map(entry),
    separator(vscode.l10n.t("Others")),
    ...others.map(entry),
    server,
  ]);
}

/** A credential in words: where it is good, and whose it is. */
export function credentialLine({ baseUrl, owner, token }: StoredCredential): string {
  const place = baseUrl.replace(/^https?:\/\/|\/$/g, "");
  const who = owner === "" ? [] : [vscode.l10n.t("as {0}", owner)];
  const how = token === null ? [vscode.l10n.t("by the editor's session")] : [];
  return [place, ...who, ...how].join(", ");
}

function whatIsStored(own: readonly StoredCredential[]): string {
  return own.length === 0 ? vscode.l10n.t("no credential yet") : own.map(credentialLine).join("; ");
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
