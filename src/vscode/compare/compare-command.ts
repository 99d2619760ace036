import * as vscode from "vscode";
import { counted } from "../../core/kernel/texts.ts";
import { inWorkspace } from "../../core/realization/relations/in-workspace.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import type { ChangeRequest, Comparison } from "../../sync/comparison.ts";
import type { Refusal } from "../../sync/engine.ts";
import type { App } from "../app.ts";
import { chooseFolder } from "../commands/choose-folder.ts";
import { isTrusted } from "../commands/may-write.ts";
import { showProblem, showRefusal } from "../commands/show-refusal.ts";
import { quietRun, withRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { toShown } from "./shown-findings.ts";

/** Asks which change is meant, compares it with the specs, and shows what was found. */
export async function compareChanges(app: App): Promise<void> {
  const session = await chooseFolder(app);
  if (session === undefined || !(await isTrusted())) return;
  const request = await chooseChange(session);
  if (request === undefined) return;
  const { engine } = await session.load();
  const compared = await withRun(
    vscode.l10n.t("Canon: comparing the change with the specs"),
    (run) => engine.changes.compare(request, run),
  );
  if (!compared.ok) {
    await (compared.error.kind === "no-model"
      ? offerModels(compared.error)
      : showRefusal(session, compared.error));
    return;
  }
  app.changes.show(session, compared.value.findings.map(toShown));
  await say(compared.value);
}

async function offerModels({ problems }: Refusal): Promise<void> {
  const choose = vscode.l10n.t("Choose Language Model");
  const words = messageLine(problems[0]?.message ?? "", 400);
  if ((await vscode.window.showInformationMessage(words, choose)) === choose) {
    await vscode.commands.executeCommand("canon.chooseLanguageModel");
  }
}

const TITLE = vscode.l10n.t("Canon: Compare Changes With Specs");

async function chooseChange(session: FolderSession): Promise<ChangeRequest | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: `$(git-commit) ${vscode.l10n.t("What is not committed yet")}`,
        detail: vscode.l10n.t("the working tree, compared with the commit that it stands on"),
        kind: "tree" as const,
      },
      {
        label: `$(git-branch) ${vscode.l10n.t("What is new on this branch…")}`,
        detail: vscode.l10n.t("the working tree, compared with where it left another branch"),
        kind: "branch" as const,
      },
      {
        label: `$(git-pull-request) ${vscode.l10n.t("A merged pull request…")}`,
        detail: vscode.l10n.t("read from its git host"),
        kind: "pull" as const,
      },
    ].map(({ kind, ...item }) => ({ ...item, choice: kind })),
    {
      title: TITLE,
      placeHolder: vscode.l10n.t("Which change? A language model is asked; nothing is written."),
    },
  );
  switch (picked?.choice) {
    case "tree":
      return { kind: "working-tree", revision: null };
    case "branch": {
      const revision = await ask(
        vscode.l10n.t("The branch or commit that this work began at"),
        "origin/main",
      );
      return revision === undefined ? undefined : { kind: "working-tree", revision };
    }
    case "pull":
      return choosePull(session);
    case undefined:
      return undefined;
  }
}

async function choosePull(session: FolderSession): Promise<ChangeRequest | undefined> {
  const { openGitHost } = await session.load();
  const word = await ask(vscode.l10n.t("The number of the pull request"), "");
  const number = /^#?([1-9]\d{0,8})$/.exec(word ?? "")?.[1];
  if (word === undefined || openGitHost === undefined) return undefined;
  const { signal } = quietRun();
  const opened = await openGitHost(signal);
  if (!opened.ok) {
    showProblem(opened.error);
    return undefined;
  }
  const { host, prefix } = opened.value;
  const reading =
    number === undefined
      ? ({ kind: "missing" } as const)
      : await host.readPullRequest(Number(number), signal);
  if (reading.kind === "merged") {
    return { kind: "pull-request", work: inWorkspace(reading.work, prefix), host: opened.value };
  }
  const why =
    reading.kind === "unreadable"
      ? reading.error.message
      : reading.kind === "missing"
        ? vscode.l10n.t("There is none with this number that this account may see.")
        : vscode.l10n.t("It is not merged. Check it out, and compare what is new on its branch.");
  const words = vscode.l10n.t("The pull request was not compared. {0}", why);
  void vscode.window.showWarningMessage(messageLine(words, 400));
  return undefined;
}

async function ask(prompt: string, value: string): Promise<string | undefined> {
  const options = { title: TITLE, prompt, value, ignoreFocusOut: true };
  const word = (await vscode.window.showInputBox(options))?.trim();
  return word === "" ? undefined : word;
}

async function say({ findings, isWhole, problems, files }: Comparison): Promise<void> {
  const [problem] = problems.filter(({ severity }) => severity !== "info");
  if (problem !== undefined) showProblem(problem);
  if (findings.length > 0) {
    const words = counted(
      findings.length,
      "Canon: 1 finding to look at.",
      "Canon: {0} findings to look at.",
    );
    vscode.window.setStatusBarMessage(words, 5000);
    await vscode.commands.executeCommand("workbench.actions.view.problems");
    return;
  }
  if (!isWhole) return;
  const nothing =
    files === 0
      ? vscode.l10n.t("Canon: no code was changed, as far as the model saw.")
      : vscode.l10n.t("Canon: the change contradicts no section, as far as the model saw.");
  vscode.window.setStatusBarMessage(nothing, 5000);
}
