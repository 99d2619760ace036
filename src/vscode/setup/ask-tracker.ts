import * as vscode from "vscode";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import { REMOTE_SYSTEMS, SYSTEM_GUIDES } from "../credentials/systems.ts";
import { take, type Move } from "../host/ask-in-turn.ts";
import { choose, type Choice, type Place } from "../host/steps.ts";
import type { Draft } from "./draft.ts";

/** Asks which tracker keeps the tickets; the embedded one comes first, as it needs nothing. */
export async function askTracker(draft: Draft, place: Place): Promise<Move> {
  const placeholder = vscode.l10n.t("Which tracker keeps your tickets?");
  const answer = await choose(place, placeholder, [local(), separator(), ...remote()]);
  return take(answer, (system) => {
    if (system === draft.system) return;
    Object.assign(draft, { system, host: null, project: null, statusMap: null });
  });
}

function local(): Choice<SystemName> {
  return {
    label: vscode.l10n.t("Embedded tracker"),
    description: vscode.l10n.t("Markdown files in this folder; no account needed"),
    value: "local",
  };
}

function separator(): vscode.QuickPickItem {
  return { label: vscode.l10n.t("With an account"), kind: vscode.QuickPickItemKind.Separator };
}

function remote(): Choice<SystemName>[] {
  return REMOTE_SYSTEMS.map((system) => ({ label: SYSTEM_GUIDES[system].label, value: system }));
}
