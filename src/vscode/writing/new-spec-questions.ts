import * as vscode from "vscode";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import { slugOf } from "../../core/spec/heading-text.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { isThere } from "../host/is-there.ts";
import { choose, type, type Answer, type Place } from "../host/steps.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

const MAX_TITLE = 200;
const MAX_NAMES = 50;

/** What was answered so far. */
export interface Answers {
  readonly title?: string;
  readonly path?: string;
  readonly owner?: string | null;
  readonly team?: string | null;
}

/** What is known already is not asked. */
interface Known {
  readonly kind: "known";
  readonly value: Answers;
}

type Question = (place: Place, answers: Answers) => Promise<Answer<Answers> | Known>;

/**
 * Asks what a new spec is called and whose it is, where other specs leave a choice; undefined once
 * somebody gives up. `paths` are those that a title may lead to.
 */
export function askForSpec(
  session: FolderSession,
  specs: readonly SpecReading[],
  paths: (title: string) => string[],
): Promise<Answers | undefined> {
  return askAll([
    titleQuestion(session, paths),
    pathQuestion(session, paths),
    nameQuestion("owner", specs),
    nameQuestion("team", specs),
  ]);
}

/** One question after the other; Back goes to the one before that was asked. */
async function askAll(questions: readonly Question[]): Promise<Answers | undefined> {
  const asked: { index: number; before: Answers }[] = [];
  let answers: Answers = {};
  for (let index = 0; index < questions.length;) {
    const title = vscode.l10n.t("Canon: new spec");
    const answer = await questions[index]?.(
      { title, step: asked.length + 1, total: null },
      answers,
    );
    if (answer === undefined || answer === "cancelled") return undefined;
    if (answer === "back") {
      const former = asked.pop();
      index = former?.index ?? 0;
      answers = former?.before ?? {};
      continue;
    }
    if (answer.kind === "given") asked.push({ index, before: answers });
    answers = answer.value;
    index += 1;
  }
  return answers;
}

function titleQuestion(session: FolderSession, paths: (title: string) => string[]): Question {
  return async (place, answers) => {
    const answer = await type(place, {
      prompt: vscode.l10n.t("What is the spec about? Its file gets a name made of this title."),
      placeholder: vscode.l10n.t("For example: Refunds"),
      refuse: (text) =>
        slugOf(text) === "" || text.length > MAX_TITLE
          ? vscode.l10n.t("Write a title with letters or digits, in one short line.")
          : undefined,
      attempt: async (text) => {
        const all = paths(text);
        if (all.length === 0) {
          return vscode.l10n.t(
            "No pattern of specs.doc_paths in CANON.yaml has room for this name. Add one such as docs/specs/*.md.",
          );
        }
        const free = await freePaths(session, all);
        return free.length > 0
          ? undefined
          : vscode.l10n.t("{0} is there already. Choose another title.", all.join(", "));
      },
    });
    return given(answer, (title) => ({ ...answers, title }));
  };
}

function pathQuestion(session: FolderSession, paths: (title: string) => string[]): Question {
  return async (place, answers) => {
    const free = await freePaths(session, paths(answers.title ?? ""));
    // A file that came in between is told when the spec is to be made.
    const [only = paths(answers.title ?? "")[0] ?? ""] = free;
    if (free.length <= 1) return { kind: "known", value: { ...answers, path: only } };
    const choices = free.map((path) => ({ label: path, value: path }));
    const answer = await choose(place, vscode.l10n.t("Which folder?"), choices);
    return given(answer, (path) => ({ ...answers, path }));
  };
}

/** Offers the names that other specs have; without any, nothing is asked. */
function nameQuestion(field: "owner" | "team", specs: readonly SpecReading[]): Question {
  const names = specs.flatMap(({ document }) => document.frontMatter[field] ?? []);
  const known = [...new Set(names)].sort().slice(0, MAX_NAMES);
  return async (place, answers) => {
    if (known.length === 0) return { kind: "known", value: answers };
    const isOwner = field === "owner";
    const none = isOwner ? vscode.l10n.t("No owner yet") : vscode.l10n.t("No team yet");
    const question = isOwner ? vscode.l10n.t("Who owns it?") : vscode.l10n.t("Which team?");
    const answer = await choose<string | null>(place, question, [
      ...known.map((name) => ({ label: plainLine(name), value: name })),
      { label: none, value: null },
    ]);
    return given(answer, (name) => ({ ...answers, [field]: name }));
  };
}

function given<T>(answer: Answer<T>, add: (value: T) => Answers): Answer<Answers> {
  return typeof answer === "string" ? answer : { kind: "given", value: add(answer.value) };
}

async function freePaths(session: FolderSession, paths: readonly string[]): Promise<string[]> {
  const taken = await Promise.all(paths.map((path) => isThere(session.uriOf(path))));
  return paths.filter((_, index) => taken[index] !== true);
}
