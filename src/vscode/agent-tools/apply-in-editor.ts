import * as vscode from "vscode";
import { contextFor, toText } from "../../agent-tools/call-tool.ts";
import { outcomeJson } from "../../agent-tools/carry-out.ts";
import type { ShelvedPlan } from "../../agent-tools/plan-shelf.ts";
import type { ToolHost } from "../../agent-tools/tool-host.ts";
import { readInput } from "../../agent-tools/tool-schema.ts";
import { APPLY_PLAN } from "../../agent-tools/tool-schemas.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { SafeText } from "../../core/kernel/safe-text.ts";
import { approvePlan } from "../../core/plan/approve.ts";
import { redact } from "../../core/redact/redact.ts";
import type { Run } from "../../sync/engine.ts";
import type { App } from "../app.ts";
import { confirmMassChange } from "../commands/confirm-mass-change.ts";
import { proposePlan } from "../commands/propose-plan.ts";
import { showReport } from "../commands/show-report.ts";
import { withRun } from "../host/run.ts";
import { PlanSources } from "../review/plan-sources.ts";
import { reviewPlan } from "../review/review-plan.ts";

/**
 * Carries a plan out that the person reviews now, as every sync.
 *
 * That the editor was told to approve tools by itself does not make the review go away.
 */
export async function applyInEditor(
  app: App,
  host: ToolHost,
  input: unknown,
  run: Run,
): Promise<Result<SafeText, SafeText>> {
  const read = readInput(APPLY_PLAN, input);
  if (!read.ok) return refused(read.error);
  if (!vscode.workspace.isTrusted) return refused(RESTRICTED);
  const plan = host.shelf.take(read.value.planId ?? "");
  return plan.ok ? review(app, host, plan.value, run) : refused(plan.error);
}

async function review(
  app: App,
  host: ToolHost,
  { folder: { name, redact: mask, ...folder }, plan }: ShelvedPlan,
  run: Run,
): Promise<Result<SafeText, SafeText>> {
  const session = app.folders.all().find((one) => one.folder.name === name);
  if (session === undefined) return refused("The folder of this plan is closed.");
  const loaded = await session.load();
  const sources = await PlanSources.read(loaded, plan);
  const reviewed = await reviewPlan(plan, loaded, sources, app.planDocuments);
  if (reviewed === undefined || run.signal.aborted) return refused(TURNED_DOWN);
  const approved = approvePlan(plan, reviewed.leftOut);
  if (reviewed.goesTo === "pull-request") {
    void proposePlan(app, session, approved, sources);
    return refused(PROPOSED);
  }
  if (!(await confirmMassChange(session, approved))) return refused(TURNED_DOWN);
  const report = await withRun(vscode.l10n.t("Canon: syncing"), (own) =>
    loaded.engine.apply(approved, own),
  );
  const context = await contextFor(host, { name, redact: mask, ...folder }, run);
  if (!report.ok) return refused(`Nothing was changed. ${report.error.problems[0]?.message ?? ""}`);
  // The message to the person stays as long as they like; the model does not wait for it.
  void showReport(app, session, report.value, sources);
  const leftOut = reviewed.leftOut.size;
  return toText(ok({ ...outcomeJson(report.value, context), leftOutByThePerson: leftOut }), mask);
}

function refused(message: string): Result<SafeText, SafeText> {
  return err(redact(message).text);
}

const RESTRICTED =
  "The window is in Restricted Mode, so nothing is changed. Tell the person to trust the folder if they want that.";
const TURNED_DOWN =
  "The person turned the plan down. Nothing was changed, and the plan is gone. Do not ask again unless they want it.";
const PROPOSED =
  "The person proposes these changes in a pull request instead. Canon opens it; nothing is left to be done here.";
