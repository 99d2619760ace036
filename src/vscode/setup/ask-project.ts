import * as vscode from "vscode";
import { publicRepository } from "../../adapters/catalog.ts";
import { readGitRemote } from "../../adapters/files/git-remote.ts";
import { starterStatusMap } from "../../core/config/starter-status-map.ts";
import type { SystemName } from "../../core/model/ticket-ref.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import type { RemoteSystem } from "../credentials/systems.ts";
import { take, type Move } from "../host/ask-in-turn.ts";
import { quietRun } from "../host/run.ts";
import { type, type Place } from "../host/steps.ts";
import { findAccount } from "./ask-account.ts";
import type { Draft, SetUpRoom } from "./draft.ts";
import { lookUpProject } from "./look-up-project.ts";

/** Asks for the project; with a credential, the tracker says whether it is there. */
export async function askProject(room: SetUpRoom, draft: Draft, place: Place): Promise<Move> {
  const system = draft.system ?? "local";
  const isKnown = system !== "local" && (await findAccount(room, system)).kind !== "absent";
  let refused = "";
  const answer = await type(place, {
    ...questionFor(system),
    value: draft.project ?? (await suggested(room, system)),
    refuse: (text) => refusal(system, text),
    attempt: async (text) => {
      if (text === "") return vscode.l10n.t("Write a name.");
      if (system === "local" || !isKnown || text === refused) return undefined;
      const problem = await lookUp(room, draft, system, text);
      if (problem !== undefined) refused = text;
      return problem;
    },
  });
  return take(answer, (project) => {
    draft.project = project;
  });
}

/** What the tracker says against the project; the statuses that fit are kept. */
async function lookUp(
  { folder }: SetUpRoom,
  draft: Draft,
  system: RemoteSystem,
  project: string,
): Promise<string | undefined> {
  draft.statusMap = null;
  const { host } = draft;
  const name = { system, project, host };
  const workflow = await lookUpProject(folder.openTrackerQuietly, name, quietRun().signal);
  if (!workflow.ok) {
    const why = messageLine(workflow.error, 300);
    return vscode.l10n.t("{0} Press Enter again to take the name as it is.", why);
  }
  draft.statusMap = starterStatusMap({ ...name, docPaths: [] }, workflow.value);
  return undefined;
}

function questionFor(system: SystemName): { prompt: string; placeholder: string } {
  switch (system) {
    case "jira":
      return { prompt: vscode.l10n.t("Key of the Jira project"), placeholder: "PAY" };
    case "linear":
      return { prompt: vscode.l10n.t("Key of the Linear team"), placeholder: "ENG" };
    case "github":
      return {
        prompt: vscode.l10n.t("Repository whose issues are used, as owner/name"),
        placeholder: "acme/shop",
      };
    case "azure-devops":
      return { prompt: vscode.l10n.t("Name of the Azure DevOps project"), placeholder: "Payments" };
    case "local":
      return {
        prompt: vscode.l10n.t("Word before the numbers of tickets, as in SHOP-1"),
        placeholder: "SHOP",
      };
  }
}

function refusal(system: SystemName, text: string): string | undefined {
  if (text === "") return undefined;
  switch (system) {
    case "github":
      return /^[\w.-]+\/[\w.-]+$/.test(text)
        ? undefined
        : vscode.l10n.t("Write owner and name of the repository, as in acme/shop.");
    case "jira":
    case "local":
      return /^[A-Za-z]\w{0,49}$/.test(text)
        ? undefined
        : vscode.l10n.t("One word of letters and numbers, such as PAY.");
    case "linear":
    case "azure-devops":
      return text.length > 100 ? vscode.l10n.t("This is too long for a name.") : undefined;
  }
}

/** What the folder itself suggests; a person changes it or presses Enter. */
async function suggested({ session }: SetUpRoom, system: SystemName): Promise<string> {
  const { uri, name } = session.folder;
  if (system === "local") {
    const word = name
      .replace(/[^A-Za-z]/g, "")
      .slice(0, 5)
      .toUpperCase();
    return word === "" ? "LOCAL" : word;
  }
  if (system !== "github" || uri.scheme !== "file") return "";
  const remote = await readGitRemote(uri.fsPath);
  return remote.ok ? ((await publicRepository(remote.value.url)) ?? "") : "";
}
