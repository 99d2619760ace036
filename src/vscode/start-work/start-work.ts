import * as vscode from "vscode";
import { approvePlan } from "../../core/plan/approve.ts";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { specStatus } from "../../core/model/status.ts";
import { BRANCH_TEMPLATE, branchName } from "../../core/view/branch-name.ts";
import { messageLine } from "../../core/view/plain-text.ts";
import type { App } from "../app.ts";
import { mayWrite } from "../commands/may-write.ts";
import { sayNoSection } from "../commands/say-no-section.ts";
import { findSection, type OpenSection } from "../commands/section-target.ts";
import { showProblem, showRefusal } from "../commands/show-refusal.ts";
import { showReport } from "../commands/show-report.ts";
import { withRun } from "../host/run.ts";
import { PlanSources } from "../review/plan-sources.ts";
import { askStart, type StartParts } from "./ask-start.ts";
import { workBranch } from "./work-branch.ts";

/** Puts a person to work on a section: branch, status and ticket, after one question. */
export async function startWork(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  if (!(await mayWrite(found.open.session))) return;
  const parts = await partsOf(found);
  if (parts === undefined) return;
  if (parts.branch === null && parts.status === null) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("Canon: the section is in progress already, and there is no branch to make."),
      5000,
    );
    return;
  }
  const wanted = await askStart(found.section, parts);
  if (wanted === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: nothing was changed."), 5000);
    return;
  }
  // The branch comes first: what is edited belongs on it, and nothing is edited if git says no.
  const trouble = wanted.branch ? await parts.branch?.enter() : undefined;
  if (trouble !== undefined) {
    void vscode.window.showWarningMessage(messageLine(trouble, 500));
    return;
  }
  if (wanted.status) await setInProgress(app, found, parts.status, wanted.leftOut);
}

/** Undefined, with a word to the person, where nothing can be planned. */
async function partsOf({ open, section }: OpenSection): Promise<StartParts | undefined> {
  const { session, folder, path } = open;
  const settings = vscode.workspace.getConfiguration("canon", open.document.uri);
  const template = settings.get<string>("branchName", BRANCH_TEMPLATE);
  const [link] = section.tickets;
  const subject = { ticket: link?.ref ?? null, title: section.title, sectionId: section.id };
  const found = await workBranch(session.folder.uri, branchName(subject, template));
  const branch = found === undefined || found.current === found.name ? null : found;
  if (section.status?.state === "in_progress") return { branch, status: null };
  const intended = { file: path, sectionId: section.id, status: specStatus("in_progress") };
  const scope = { paths: [path], section: { file: path, id: section.id } };
  const plan = await withRun(vscode.l10n.t("Canon: comparing specs and tickets"), (run) =>
    folder.engine.plan(
      scope,
      { direction: "forward", onConflict: "hold", asked: new Set(), intended },
      run,
    ),
  );
  // Without a tracker there is still a spec to edit.
  if (plan.ok) return { branch, status: plan.value };
  if (plan.error.kind === "no-tracker") return { branch, status: NO_TICKETS };
  await showRefusal(session, plan.error);
  return undefined;
}

/** The spec and its ticket, as they were shown. */
async function setInProgress(
  app: App,
  { open, section }: OpenSection,
  plan: ChangePlan | null,
  leftOut: ReadonlySet<string>,
): Promise<void> {
  const { session, folder, path } = open;
  const status = specStatus("in_progress");
  const set = await withRun(vscode.l10n.t("Canon: setting the status"), (run) =>
    folder.engine.setStatus(path, section.id, status, run),
  );
  if (!set.ok) {
    showProblem(set.error);
    return;
  }
  const approved = plan === null ? null : approvePlan(plan, leftOut);
  if (plan === null || approved === null || approved.items.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: the section is in progress."), 5000);
    return;
  }
  const sources = await PlanSources.read(folder, plan);
  const report = await withRun(vscode.l10n.t("Canon: syncing"), (run) =>
    folder.engine.apply(approved, run),
  );
  if (report.ok) await showReport(app, session, report.value, sources);
  else await showRefusal(session, report.error);
}

const NO_TICKETS: ChangePlan = {
  planVersion: 1,
  takenAt: "",
  items: [],
  held: [],
  agreements: [],
  settledIntents: [],
  references: [],
  problems: [],
};
