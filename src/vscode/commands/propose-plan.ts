import * as vscode from "vscode";
import type { ApprovedPlan } from "../../core/plan/approve.ts";
import { isForPullRequest } from "../../core/plan/pull-request.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import { sectionName } from "../../core/view/plan-rows.ts";
import { failureSentence } from "../../core/view/report-text.ts";
import { plural } from "../../core/view/spec-counts.ts";
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
  const opened = await withRun("Canon: opening a pull request", (run) =>
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
  const tickets = told === 0 ? "" : `It made ${plural(told, "change")} to tickets.`;
  const rest = results.filter(({ outcome }) => outcome === "skipped").length;
  const left = rest === 0 ? "" : `A sync is still to make ${plural(rest, "change")} to tickets.`;
  const said = [saidOf(pullRequest, done), tickets, left, failureSentence(failures)];
  const text = said.filter((part) => part !== "").join(" ");
  const open = pullRequest === null ? [] : ["Show Pull Request"];
  const choice =
    failures.length > 0
      ? await vscode.window.showWarningMessage(messageLine(text, 600), ...open, "Show Log")
      : await vscode.window.showInformationMessage(messageLine(text, 600), ...open);
  if (choice === "Show Log") app.showLog();
  else if (choice !== undefined && pullRequest !== null) {
    await vscode.env.openExternal(vscode.Uri.parse(pullRequest.url, true));
  }
}

function saidOf(pullRequest: PullRequestReport["pullRequest"], done: number): string {
  if (pullRequest === null) {
    return done === 0
      ? "Canon opened no pull request."
      : "The repository has these changes already, so Canon opened no pull request. Pull them.";
  }
  const { kind, number, repository } = pullRequest;
  const what = `pull request ${number} in ${repository}`;
  const changes = plural(done, "spec change");
  switch (kind) {
    case "opened":
      return `Canon opened ${what} with ${changes}. The files here stay as they are.`;
    case "updated":
      return `Canon added what was missing to ${what}. The files here stay as they are.`;
    case "already":
      return `There is already ${what} with ${changes}.`;
  }
}
