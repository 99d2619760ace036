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
    label: "Canon server",
    description: "log in, and reach GitHub, Jira and Linear through it",
    value: "canon",
  };
  return choose(place, "Which tracker is it for?", [
    ...(used.length === 0 ? [] : [separator("In this workspace")]),
    ...used.map(entry),
    separator("Others"),
    ...others.map(entry),
    server,
  ]);
}

/** A credential in words: where it is good, and whose it is. */
export function credentialLine({ baseUrl, owner, token }: StoredCredential): string {
  const place = baseUrl.replace(/^https?:\/\/|\/$/g, "");
  const who = owner === "" ? "" : `, as ${owner}`;
  return `${place}${who}${token === null ? ", by the editor's session" : ""}`;
}

function whatIsStored(own: readonly StoredCredential[]): string {
  return own.length === 0 ? "no credential yet" : own.map(credentialLine).join("; ");
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
