import * as vscode from "vscode";
import { approvePlan } from "../../core/plan/approve.ts";
import type { ChangePlan, PlanOptions } from "../../core/plan/plan.ts";
import { nothingToDo } from "../../core/view/report-text.ts";
import { WHOLE_WORKSPACE, type PlanDraft, type Scope } from "../../sync/engine.ts";
import type { App } from "../app.ts";
import { offerCredentials } from "../credentials/offer-credentials.ts";
import { withRun } from "../host/run.ts";
import { planText } from "../review/plan-text.ts";
import { PlanSources } from "../review/plan-sources.ts";
import { resolveConflicts } from "../review/resolve-conflicts.ts";
import { reviewPlan, type Review } from "../review/review-plan.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { chooseFolder } from "./choose-folder.ts";
import { confirmMassChange } from "./confirm-mass-change.ts";
import { mayWrite } from "./may-write.ts";
import { proposePlan } from "./propose-plan.ts";
import { findSection, type OpenSection } from "./section-target.ts";
import { sayNoSection, sayNoSpec } from "./say-no-section.ts";
import { showRefusal } from "./show-refusal.ts";
import { showReport } from "./show-report.ts";

export async function syncWorkspace(app: App): Promise<void> {
  const session = await chooseFolder(app);
  if (session !== undefined) await syncWithReview(app, session, WHOLE_WORKSPACE);
}

/** `argument` is the file's address, as menus pass it; without one, the active editor counts. */
export async function syncFile(app: App, argument: unknown): Promise<void> {
  const uri =
    argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const document = uri === undefined ? undefined : await vscode.workspace.openTextDocument(uri);
  const open = document === undefined ? undefined : await app.specs.find(document);
  if (open === undefined) {
    sayNoSpec();
    return;
  }
  await syncWithReview(app, open.session, { paths: [open.path], section: null });
}

export async function syncSection(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) sayNoSection();
  else await syncWithReview(app, found.open.session, scopeOf(found));
}

/** Creates a ticket for one section, in whatever status it is, after the usual review. */
export async function createTicket(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const [link] = found.section.tickets;
  if (link !== undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "This section is linked to {0} already. Unlink it first to create another ticket.",
        link.ref.key,
      ),
    );
    return;
  }
  const asked = new Set([`${found.open.path}#${found.section.id}`]);
  await syncWithReview(app, found.open.session, scopeOf(found), asked);
}

/** Shows what a sync of the whole folder would do; writes nothing. */
export async function previewPlan(app: App): Promise<void> {
  const session = await chooseFolder(app);
  if (session === undefined || !(await mayWrite(session))) return;
  const draft = await firstPlan(app, session, WHOLE_WORKSPACE, holdAll(new Set()));
  if (draft === undefined) return;
  const { plan } = draft;
  const sources = await PlanSources.read(await session.load(), plan);
  await app.planDocuments.showText("plan.txt", planText(plan, sources));
}

/** Plan, conflicts, review, apply, report: the one way by which the editor writes anything. */
export async function syncWithReview(
  app: App,
  session: FolderSession,
  scope: Scope,
  asked: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (!(await mayWrite(session))) return;
  const first = await firstPlan(app, session, scope, holdAll(asked));
  if (first === undefined) return;
  const folder = await session.load();
  const sources = await PlanSources.read(folder, first.plan);
  const plan = await resolveConflicts(first, sources, app.planDocuments);
  const review: Review | undefined =
    plan === undefined || plan.items.length === 0
      ? { leftOut: new Set<string>(), goesTo: "workspace" }
      : await reviewPlan(plan, folder, sources, app.planDocuments);
  if (plan === undefined || review === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: nothing was changed."), 5000);
    return;
  }
  const approved = approvePlan(plan, review.leftOut);
  if (review.goesTo === "pull-request") {
    await proposePlan(app, session, approved, sources);
    return;
  }
  if (!(await confirmMassChange(session, approved))) return;
  const report = await withRun(vscode.l10n.t("Canon: syncing"), (run) =>
    folder.engine.apply(approved, run),
  );
  if (!report.ok) {
    await showRefusal(session, report.error);
    return;
  }
  if (approved.items.length === 0) await sayNothingToDo(app, plan, sources);
  else await showReport(app, session, report.value, sources);
}

/** A plan that lacks a tracker for want of a credential is made once more when one is given. */
async function firstPlan(
  app: App,
  session: FolderSession,
  scope: Scope,
  options: PlanOptions,
): Promise<PlanDraft | undefined> {
  const draft = await makePlan(session, scope, options);
  if (draft === undefined) return undefined;
  if (!(await offerCredentials(app, session, draft.plan.problems))) return draft;
  return makePlan(session, scope, options);
}

async function makePlan(
  session: FolderSession,
  scope: Scope,
  options: PlanOptions,
): Promise<PlanDraft | undefined> {
  const { engine } = await session.load();
  const plan = await withRun(vscode.l10n.t("Canon: comparing specs and tickets"), (run) =>
    engine.draft(scope, options, run),
  );
  if (plan.ok) {
    await session.live.keep(plan.value.snapshot.tickets);
    return plan.value;
  }
  await showRefusal(session, plan.error);
  return undefined;
}

async function sayNothingToDo(app: App, plan: ChangePlan, sources: PlanSources): Promise<void> {
  const text = nothingToDo(plan);
  if (plan.held.length === 0 && plan.problems.length === 0) {
    vscode.window.setStatusBarMessage(text, 5000);
    return;
  }
  const choice = await vscode.window.showInformationMessage(text, vscode.l10n.t("Show Plan"));
  if (choice !== undefined) await app.planDocuments.showText("plan.txt", planText(plan, sources));
}

function holdAll(asked: ReadonlySet<string>): PlanOptions {
  return { direction: "both", onConflict: "hold", asked };
}

function scopeOf({ open, section }: OpenSection): Scope {
  return { paths: [open.path], section: { file: open.path, id: section.id } };
}
