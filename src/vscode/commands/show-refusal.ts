import * as vscode from "vscode";
import { hasErrors, type Problem } from "../../core/kernel/problem.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import type { Refusal } from "../../sync/engine.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** Says that nothing was touched and why, with the way out where there is one. */
export async function showRefusal(session: FolderSession, refusal: Refusal): Promise<void> {
  if (refusal.kind === "cancelled") {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: cancelled, nothing was changed."),
      5000,
    );
    return;
  }
  const { config } = await session.load();
  if (refusal.kind === "no-tracker" && config.file === null) {
    await offerSetUp();
    return;
  }
  const open = config.file === null ? undefined : vscode.l10n.t("Open {0}", config.file);
  const isAboutConfig = refusal.kind === "no-tracker" || refusal.kind === "broken-config";
  const actions = isAboutConfig && open !== undefined ? [open] : [];
  const choice = await vscode.window.showWarningMessage(sentence(refusal), ...actions);
  const broken = refusal.problems.find((problem) => problem.severity === "error");
  if (choice !== undefined && config.file !== null) {
    await openAt(session.uriOf(config.file), broken);
  }
}

/** Shows a single problem as a message. */
export function showProblem(problem: Problem): void {
  const where = problem.file === undefined ? "" : `${problem.file}: `;
  const text = messageLine(`${where}${problem.message}`, 400);
  if (hasErrors([problem])) void vscode.window.showErrorMessage(text);
  else void vscode.window.showWarningMessage(text);
}

function sentence({ problems }: Refusal): string {
  const first = problems.find((problem) => problem.severity === "error") ?? problems[0];
  if (first === undefined) return vscode.l10n.t("Canon could not begin. Nothing was changed.");
  const line = first.line === null ? "" : `:${first.line}`;
  const where = first.file === undefined ? "" : `${first.file}${line}: `;
  const more = problems.length > 1 ? vscode.l10n.t("The Problems view lists the rest.") : "";
  return messageLine(`${where}${first.message} ${more}`.trimEnd(), 400);
}

/** Whoever wants a sync needs a tracker, and the questions of the set-up lead there. */
async function offerSetUp(): Promise<void> {
  const begin = vscode.l10n.t("Set Up Canon");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "There is no CANON.yaml here yet, so Canon knows no tracker and changed nothing. A few questions make one.",
    ),
    begin,
  );
  if (choice === begin) await vscode.commands.executeCommand("canon.setUp");
}

async function openAt(uri: vscode.Uri, problem?: Problem): Promise<void> {
  const position = new vscode.Position(Math.max(0, (problem?.line ?? 1) - 1), 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position) });
}
