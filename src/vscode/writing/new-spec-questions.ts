import * as vscode from "vscode";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import { slugOf } from "../../core/spec/heading-text.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { askInTurn, take, type Move, type Step } from "../host/ask-in-turn.ts";
import { isThere } from "../host/is-there.ts";
import { choose, type, type Place } from "../host/steps.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

const MAX_TITLE = 200;
const MAX_NAMES = 50;

/** What was answered so far. Each question fills in its own. */
interface Answers {
  title: string;
  path: string;
  owner: string | null;
  team: string | null;
}

/**
 * Asks what a new spec is called and whose it is, where other specs leave a choice; undefined once
 * somebody gives up. `paths` are those that a title may lead to.
 */
export async function askForSpec(
  session: FolderSession,
  specs: readonly SpecReading[],
  paths: (title: string) => string[],
): Promise<Readonly<Answers> | undefined> {
  const answers: Answers = { title: "", path: "", owner: null, team: null };
  const steps: Step[] = [
    (place) => askTitle(session, paths, answers, place),
    (place) => askPath(session, paths(answers.title), answers, place),
    (place) => askName("owner", specs, answers, place),
    (place) => askName("team", specs, answers, place),
  ];
  const title = vscode.l10n.t("Canon: new spec");
  return (await askInTurn(title, () => ({ steps, total: null }))) ? answers : undefined;
}

async function askTitle(
  session: FolderSession,
  paths: (title: string) => string[],
  answers: Answers,
  place: Place,
): Promise<Move> {
  const answer = await type(place, {
    prompt: vscode.l10n.t("What is the spec about? Its file gets a name made of this title."),
    value: answers.title,
    placeholder: vscode.l10n.t("For example: Refunds"),
    refuse: (text) =>
      slugOf(text) === "" || text.length > MAX_TITLE
        ? vscode.l10n.t("Write a title with letters or digits, in one short line.")
        : undefined,
    attempt: (text) => whyTaken(session, paths(text)),
  });
  return take(answer, (title) => {
    answers.title = title;
  });
}

async function whyTaken(
  session: FolderSession,
  paths: readonly string[],
): Promise<string | undefined> {
  if (paths.length === 0) {
    return vscode.l10n.t(
      "No pattern of specs.doc_paths in CANON.yaml has room for this name. Add one such as docs/specs/*.md.",
    );
  }
  const free = await freePaths(session, paths);
  return free.length > 0
    ? undefined
    : vscode.l10n.t("{0} is there already. Choose another title.", paths.join(", "));
}

async function askPath(
  session: FolderSession,
  paths: readonly string[],
  answers: Answers,
  place: Place,
): Promise<Move> {
  const free = await freePaths(session, paths);
  if (free.length <= 1) {
    // A file that came in between is told when the spec is to be made.
    answers.path = free[0] ?? paths[0] ?? "";
    return "passed";
  }
  const choices = free.map((path) => ({ label: path, value: path }));
  const answer = await choose(place, vscode.l10n.t("Which folder?"), choices);
  return take(answer, (path) => {
    answers.path = path;
  });
}

/** Offers the names that other specs have; without any, nothing is asked. */
async function askName(
  field: "owner" | "team",
  specs: readonly SpecReading[],
  answers: Answers,
  place: Place,
): Promise<Move> {
  const names = specs.flatMap(({ document }) => document.frontMatter[field] ?? []);
  const known = [...new Set(names)].sort().slice(0, MAX_NAMES);
  if (known.length === 0) return "passed";
  const isOwner = field === "owner";
  const none = isOwner ? vscode.l10n.t("No owner yet") : vscode.l10n.t("No team yet");
  const question = isOwner ? vscode.l10n.t("Who owns it?") : vscode.l10n.t("Which team?");
  const answer = await choose<string | null>(place, question, [
    ...known.map((name) => ({ label: plainLine(name), value: name })),
    { label: none, value: null },
  ]);
  return take(answer, (name) => {
    answers[field] = name;
  });
}

async function freePaths(session: FolderSession, paths: readonly string[]): Promise<string[]> {
  const taken = await Promise.all(paths.map((path) => isThere(session.uriOf(path))));
  return paths.filter((_, index) => taken[index] !== true);
}
