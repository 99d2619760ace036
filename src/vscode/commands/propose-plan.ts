import * as vscode from "vscode";
import type { ApprovedPlan } from "../../core/plan/approve.ts";
import { isForPullRequest } from "../../core/plan/pull-request.ts";
import { counted } from "../../core/kernel/texts.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import { sectionName } from "../../core/view/plan-rows.ts";
import { failureSentence } from "../../core/view/report-text.ts";
import type { PullRequestReport } from "../../sync/report.ts";
import type { App } from "../app.ts";
import { withRun } from "../host/run.ts";
import type { PlanSources } from "../review/plan-sources.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { showRefusal } from "./show-refusal.ts";

/** Proposes the changes to specs in a pull request; no file and no ticket changes. */
export async function proposePlan(
  app: App,
  session: FolderSession,
  plan: ApprovedPlan,
  sources: PlanSources,
): Promise<void> {
  const { engine } = await session.load();
  const opened = await withRun(vscode.l10n.t("Canon: opening a pull request"), (run) =>
    engine.openPullRequest(plan, run),
  );
  if (!opened.ok) {
    await showRefusal(session, opened.error);
    return;
  }
  await showProposal(app, opened.value, sources);
}

/** Says how opening a pull request ended. */
export async function showProposal(
  app: App,
  { pullRequest, results }: PullRequestReport,
  sources: PlanSources,
): Promise<void> {
  const failures = results
    .filter(({ outcome }) => outcome !== "done" && outcome !== "skipped")
    .map(({ item, outcome, error }) => ({
      name: sectionName(item, sources.sectionOf),
      error: error ?? outcome,
    }));
  const ended = results.filter(({ outcome }) => outcome === "done").map(({ item }) => item);
  const done = ended.filter(isForPullRequest).length;
  const told = ended.length - done;
  const tickets =
    told === 0
      ? ""
      : counted(told, "It made 1 change to tickets.", "It made {0} changes to tickets.");
  const rest = results.filter(({ outcome }) => outcome === "skipped").length;
  const left =
    rest === 0
      ? ""
      : counted(
          rest,
          "A sync is still to make 1 change to tickets.",
          "A sync is still to make {0} changes to tickets.",
        );
  const said = [saidOf(pullRequest, done), tickets, left, failureSentence(failures)];
  const text = said.filter((part) => part !== "").join(" ");
  const open = pullRequest === null ? [] : [vscode.l10n.t("Show Pull Request")];
  const showLog = vscode.l10n.t("Show Log");
  const choice =
    failures.length > 0
      ? await vscode.window.showWarningMessage(messageLine(text, 600), ...open, showLog)
      : await vscode.window.showInformationMessage(messageLine(text, 600), ...open);
  if (choice === showLog) app.showLog();
  else if (choice !== undefined && pullRequest !== null) {
    await vscode.env.openExternal(vscode.Uri.parse(pullRequest.url, true));
  }
}

function saidOf(pullRequest: PullRequestReport["pullRequest"], done: number): string {
  if (pullRequest === null) {
    return done === 0
      ? vscode.l10n.t("Canon opened no pull request.")
      : vscode.l10n.t(
          "The repository has these changes already, so Canon opened no pull request. Pull them.",
        );
  }
  const { kind, number, repository } = pullRequest;
  const what = vscode.l10n.t("pull request {0} in {1}", number, repository);
  const changes = counted(done, "1 spec change", "{0} spec changes");
  switch (kind) {
    case "opened":
      return vscode.l10n.t(
        "Canon opened {0} with {1}. The files here stay as they are.",
        what,
        changes,
      );
    case "updated":
      return vscode.l10n.t(
        "Canon added what was missing to {0}. The files here stay as they are.",
        what,
      );
    case "already":
      return vscode.l10n.t("There is already {0} with {1}.", what, changes);
  }
}
