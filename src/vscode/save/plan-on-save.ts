import * as vscode from "vscode";
import { approvePlan } from "../../core/plan/approve.ts";
import type { App } from "../app.ts";
import { massChange } from "../commands/confirm-mass-change.ts";
import { showRefusal } from "../commands/show-refusal.ts";
import { showReport } from "../commands/show-report.ts";
import { quietRun, withRun } from "../host/run.ts";
import { PlanSources } from "../review/plan-sources.ts";
import type { OpenSpec } from "../workspace/open-specs.ts";

/** Counts what a sync of this spec would change, and applies it where the person wants that. */
export async function planOnSave(app: App, open: OpenSpec): Promise<void> {
  const { engine, config } = open.folder;
  if (config.broken || config.config.systems.size === 0) return;
  const scope = { paths: [open.path], section: null };
  const options = { direction: "both", onConflict: "hold", asked: new Set<string>() } as const;
  const drafted = await engine.draft(scope, options, quietRun());
  if (!drafted.ok) return;
  const { plan, snapshot } = drafted.value;
  await open.session.live.keep(snapshot.tickets);
  app.statusItem.showPending(open.document, plan.items.length);
  if (plan.items.length === 0 || !appliesOnSave()) return;
  // What needs a person is left for `Canon: Sync`: conflicts are held, mass changes not begun.
  if ((await massChange(open.session, plan)) !== null) return;
  const sources = await PlanSources.read(open.folder, plan);
  const report = await withRun(vscode.l10n.t("Canon: syncing"), (run) =>
    engine.apply(approvePlan(plan), run),
  );
  if (!report.ok) {
    await showRefusal(open.session, report.error);
    return;
  }
  app.statusItem.showPending(open.document, 0);
  await showReport(app, open.session, report.value, sources);
}

/** Only a person's own settings count: the scope of the setting keeps a workspace from it. */
function appliesOnSave(): boolean {
  return vscode.workspace.getConfiguration("canon").get<string>("applyOnSave") === "apply";
}
