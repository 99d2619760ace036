import * as vscode from "vscode";
import { giveCredential } from "../credentials/give-credential.ts";
import { credentialLine } from "../credentials/choose-system.ts";
import { SYSTEM_GUIDES, type RemoteSystem } from "../credentials/systems.ts";
import type { Move } from "../host/ask-in-turn.ts";
import { quietRun } from "../host/run.ts";
import { choose, type Choice, type Place } from "../host/steps.ts";
import type { Draft, SetUpRoom } from "./draft.ts";

/** What is known of the person at a tracker. */
export type Account =
  | { readonly kind: "known" }
  | { readonly kind: "absent" }
  /** Credentials for more than one place: the configuration has to say which is meant. */
  | { readonly kind: "several"; readonly places: readonly Choice<string>[] };

/** Looks only at what is stored here; asks no tracker. */
export async function findAccount({ app }: SetUpRoom, system: RemoteSystem): Promise<Account> {
  const { credentials, stored } = await app.accounts();
  const own = (await stored.list()).filter((one) => one.system === system);
  if (own.length > 1) {
    const places = own.map((one) => ({ label: credentialLine(one), value: one.baseUrl }));
    return { kind: "several", places };
  }
  const target = { name: system, system, project: null, host: null, extraStates: [] };
  const found = await credentials.find(target, quietRun().signal);
  return { kind: found.ok ? "known" : "absent" };
}

/**
 * Asks for the credential, or which one is meant. Without one, nothing is looked up. A credential that
 * is there needs no question.
 */
export async function askAccount(room: SetUpRoom, draft: Draft, place: Place): Promise<Move> {
  const { system } = draft;
  if (system === null || system === "local") return "passed";
  const account = await findAccount(room, system);
  if (account.kind === "known") return "passed";
  return account.kind === "several"
    ? chooseHost(draft, place, account.places)
    : signIn(room, system, place);
}

async function chooseHost(
  draft: Draft,
  place: Place,
  places: readonly Choice<string>[],
): Promise<Move> {
  const answer = await choose(place, vscode.l10n.t("Which of your trackers is it?"), places);
  if (typeof answer === "string") return answer;
  draft.host = answer.value;
  return "next";
}

async function signIn(room: SetUpRoom, system: RemoteSystem, place: Place): Promise<Move> {
  const { label } = SYSTEM_GUIDES[system];
  const placeholder = vscode.l10n.t("Canon has no credential for {0} yet", label);
  const answer = await choose(place, placeholder, [
    {
      label: `$(key) ${vscode.l10n.t("Sign in to {0}", label)}`,
      description: vscode.l10n.t("then project and statuses are looked up"),
      value: true,
    },
    {
      label: `$(circle-slash) ${vscode.l10n.t("Go on without")}`,
      description: vscode.l10n.t("nothing is looked up; sign in later"),
      value: false,
    },
  ]);
  if (typeof answer === "string") return answer;
  if (!answer.value) return "next";
  // A person who gives up on the credential is asked again, and may go on without.
  return (await giveCredential(room.app, { system, host: null }))
    ? "next"
    : signIn(room, system, place);
}
