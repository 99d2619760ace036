import * as vscode from "vscode";
import type { SystemConfig } from "../../core/config/config.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import type { TrackerProblem } from "../../core/model/ticket.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import type { App } from "../app.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { giveCredential } from "./give-credential.ts";
import { isRemote, SYSTEM_GUIDES, type RemoteSystem } from "./systems.ts";

/** Each host of each system is asked about once in a window. */
const WANTED = new Set<Problem["code"]>(["config/missing-credential", "config/foreign-host"]);

/**
 * Asks for the credentials without which a run cannot go on, each once in a window.
 *
 * A host that the workspace names and the person never did is asked about by its name. True when
 * a credential was given, so that the run is worth another try.
 */
export async function offerCredentials(
  app: App,
  session: FolderSession,
  problems: readonly Problem[],
): Promise<boolean> {
  if (!problems.some(({ code }) => WANTED.has(code))) return false;
  const { config } = await session.load();
  const { credentials } = await app.accounts();
  let isGiven = false;
  for (const target of config.config.systems.values()) {
    const { system, host } = target;
    const key = JSON.stringify([system, host]);
    if (!isRemote(system) || app.offered.has(key)) continue;
    const found = await credentials.find(target, quietRun().signal);
    if (found.ok || !WANTED.has(found.error.code)) continue;
    app.offered.add(key);
    isGiven = (await offer(app, { ...target, system }, found.error)) || isGiven;
  }
  return isGiven;
}

async function offer(
  app: App,
  { system, host }: SystemConfig & { readonly system: RemoteSystem },
  problem: TrackerProblem,
): Promise<boolean> {
  const { label } = SYSTEM_GUIDES[system];
  const isForeign = problem.code === "config/foreign-host";
  const question = isForeign
    ? vscode.l10n.t(
        "Do you want to give a credential for {0} to the new host {1}?",
        label,
        messageLine(host ?? "", 100),
      )
    : vscode.l10n.t("Canon needs a credential for {0}.", label);
  const detail = isForeign
    ? messageLine(problem.message, 500)
    : vscode.l10n.t(
        "Without one, its tickets can be neither read nor written. Cancel to go on with the rest.",
      );
  const go = vscode.l10n.t("Set Credentials");
  const choice = await vscode.window.showWarningMessage(question, { modal: true, detail }, go);
  return choice === go && giveCredential(app, { system, host });
}
