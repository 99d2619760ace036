import * as vscode from "vscode";
import { parseTicketId } from "../../core/model/ticket-ref.ts";
import { sectionName } from "../../core/view/plan-rows.ts";
import { doneSentence, failureSentence } from "../../core/view/report-text.ts";
import type { Redactor } from "../../core/redact/redact.ts";
import { summarizeReport, type ApplyReport, type ItemResult } from "../../sync/report.ts";
import type { App } from "../app.ts";
import type { PlanSources } from "../review/plan-sources.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import { refreshShown } from "./refresh-shown.ts";
import { undoSync } from "./undo.ts";

/** Ends a sync with one message: what was done, and by name what was not. */
export async function showReport(
  app: App,
  session: FolderSession,
  report: ApplyReport,
  sources: PlanSources,
): Promise<void> {
  const touched = report.results.map(({ ticket }) =>
    ticket === null ? undefined : parseTicketId(ticket),
  );
  await refreshShown(
    app,
    session,
    touched.filter((ref) => ref !== undefined),
  );
  void app.triage.syncEnded(session);
  const done = doneSentence(summarizeReport(report));
  const failures = report.results
    .filter((result) => result.outcome !== "done" && result.outcome !== "skipped")
    .map((result) => ({
      name: sectionName(result.item, sources.sectionOf),
      error: result.error ?? result.outcome,
    }));
  const notSaved = report.problems.filter((problem) => problem.severity === "error");
  for (const problem of notSaved) failures.push({ name: "Canon", error: problem.message });
  if (done !== null) {
    // Whoever has changed something at a tracker is known to it.
    void vscode.commands.executeCommand("setContext", "canon.isSignedIn", true);
  }
  logResults(app, (await app.accounts()).redact, report.results);
  if (failures.length > 0) {
    const text = [done, failureSentence(failures)].filter((part) => part !== null).join(" ");
    const choice = await vscode.window.showWarningMessage(text, vscode.l10n.t("Show Log"));
    if (choice !== undefined) app.showLog();
    return;
  }
  const wasStopped = report.results.some((result) => result.outcome === "skipped");
  const text = done ?? vscode.l10n.t("Canon changed nothing.");
  const { runId } = report;
  const undo = runId === null ? [] : [vscode.l10n.t("Undo")];
  const choice = await vscode.window.showInformationMessage(
    wasStopped ? vscode.l10n.t("{0} The rest was not tried. Sync again to go on.", text) : text,
    ...undo,
  );
  if (choice !== undefined && runId !== null) await undoSync(app, session, { runId });
}

function logResults(app: App, redact: Redactor, results: readonly ItemResult[]): void {
  for (const { item, outcome, error, ticket } of results) {
    const what = `${item.kind} ${item.file}#${item.sectionId} ${ticket ?? item.ticket ?? ""}`;
    const isDecided = item.reason.startsWith("conflict/") && item.note !== null;
    const givenUp = isDecided ? ` (${item.note})` : "";
    const line = redact(`${what}: ${outcome}${error === null ? "" : `: ${error}`}${givenUp}`).text;
    if (outcome === "done" || outcome === "skipped") app.log.info(line);
    else app.log.error(line);
  }
}
