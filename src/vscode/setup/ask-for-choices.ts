import * as vscode from "vscode";
import {
  starterConfig,
  starterTracker,
  type StarterChoices,
} from "../../core/config/starter-config.ts";
import type { App } from "../app.ts";
import { askInTurn, type Step, type Steps } from "../host/ask-in-turn.ts";
import { choose, type Place } from "../host/steps.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { askAccount } from "./ask-account.ts";
import { askDocPaths } from "./ask-doc-paths.ts";
import { askProject } from "./ask-project.ts";
import { askTracker } from "./ask-tracker.ts";
import type { Draft, SetUpRoom } from "./draft.ts";

/** What a person decided, and how it is to be written. */
export interface SetUpChoices {
  readonly text: string;
  /** Left unsaved in an editor, to be changed first. */
  readonly isDraft: boolean;
  /** The embedded tracker was chosen, which knows everybody. */
  readonly isLocal: boolean;
}

/**
 * Asks the few questions that a configuration needs, each with a way back.
 *
 * A whole file is shown before the last answer; a tracker alone goes into an editor, unsaved.
 * Gives back undefined when the person gave up.
 */
export async function askForChoices(
  app: App,
  session: FolderSession,
  part: "whole" | "tracker" = "whole",
): Promise<SetUpChoices | undefined> {
  const room = { app, session, folder: await session.load() };
  const draft: Draft = { system: null, host: null, project: null, docPaths: [], statusMap: null };
  let isDraft = false;
  const review: Step = async (place) => {
    const answer = await askReview(room, place, starterConfig(asChoices(draft)));
    if (typeof answer === "string") return answer;
    isDraft = answer.value === "draft";
    return "next";
  };
  const last = part === "whole" ? review : null;
  const isAnswered = await askInTurn(vscode.l10n.t("Canon: Set Up"), () =>
    stepsFor(room, draft, last),
  );
  if (!isAnswered) return undefined;
  const choices = asChoices(draft);
  const text = part === "whole" ? starterConfig(choices) : starterTracker(choices);
  return { text, isDraft, isLocal: choices.system === "local" };
}

function stepsFor(room: SetUpRoom, draft: Draft, review: Step | null): Steps {
  const first: Step = (place) => askTracker(draft, place);
  const { system } = draft;
  if (system === null) return { steps: [first], total: null };
  const steps: Step[] = [
    first,
    ...(system === "local" ? [] : [(place: Place) => askAccount(room, draft, place)]),
    (place) => askProject(room, draft, place),
    ...(review === null ? [] : [(place: Place) => askDocPaths(room, draft, place), review]),
  ];
  return { steps, total: steps.length };
}

/** Behind the list stands what would be written, so that nothing is written unseen. */
async function askReview({ app }: SetUpRoom, place: Place, text: string) {
  await app.planDocuments.showText("CANON.yaml", text);
  const asked = vscode.l10n.t("This is what Canon would write. Nothing is written yet.");
  const answer = await choose(place, asked, [
    {
      label: `$(save) ${vscode.l10n.t("Write CANON.yaml")}`,
      description: vscode.l10n.t("into the workspace folder"),
      value: "write" as const,
    },
    {
      label: `$(edit) ${vscode.l10n.t("Open it unsaved")}`,
      description: vscode.l10n.t("to change it first"),
      value: "draft" as const,
    },
  ]);
  await app.planDocuments.closeText("CANON.yaml");
  return answer;
}

function asChoices({ system, project, host, docPaths, statusMap }: Draft): StarterChoices {
  return { system: system ?? "local", project, host, docPaths, statusMap };
}
