import * as vscode from "vscode";
import { parseConfig } from "../../core/config/parse-config.ts";
import { starterConfig } from "../../core/config/starter-config.ts";
import { suggestDocPaths } from "../../core/config/suggest-doc-paths.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import { take, type Move } from "../host/ask-in-turn.ts";
import { quietRun } from "../host/run.ts";
import { choose, type, type Choice, type Place } from "../host/steps.ts";
import type { Draft, SetUpRoom } from "./draft.ts";

/** Asks where specs are; places that hold Markdown already come first. */
export async function askDocPaths(room: SetUpRoom, draft: Draft, place: Place): Promise<Move> {
  const { files } = room.folder;
  const listing = await files.list(["**/*.md"], quietRun().signal);
  const entries = suggestDocPaths(listing.files).map(({ pattern, count }): Choice<string> => {
    return { label: pattern, description: countText(count), value: pattern };
  });
  const other: Choice<string> = {
    label: `$(edit) ${vscode.l10n.t("Another place…")}`,
    value: OTHER,
  };
  const answer = await choose(place, vscode.l10n.t("Which files are specs?"), [...entries, other]);
  if (typeof answer === "string") return answer;
  if (answer.value !== OTHER) {
    draft.docPaths = [answer.value];
    return "next";
  }
  const typed = await typePattern(draft, place);
  // Back leads to the list, which belongs to the same step.
  return typed === "back" ? askDocPaths(room, draft, place) : typed;
}

/** No pattern is empty, so that this is never one. */
const OTHER = "";

async function typePattern(draft: Draft, place: Place): Promise<Move> {
  const answer = await type(place, {
    prompt: vscode.l10n.t("Pattern for spec files; * stays in a folder, ** crosses folders"),
    value: draft.docPaths[0] ?? "docs/specs/*.md",
    refuse: (text) => (text === "" ? undefined : problemWith(text)),
    attempt: (text) => Promise.resolve(text === "" ? vscode.l10n.t("Write a pattern.") : undefined),
  });
  return take(answer, (pattern) => {
    draft.docPaths = [pattern];
  });
}

/** The same check that the configuration goes through. */
function problemWith(pattern: string): string | undefined {
  const text = starterConfig({
    ...{ system: "local", project: null, host: null, statusMap: null },
    docPaths: [pattern],
  });
  const [problem] = parseConfig(text, "CANON.yaml").problems;
  return problem === undefined ? undefined : messageLine(problem.message, 300);
}

function countText(count: number): string {
  if (count === 0) return vscode.l10n.t("nothing there yet");
  return count === 1 ? vscode.l10n.t("1 file") : vscode.l10n.t("{0} files", count);
}
