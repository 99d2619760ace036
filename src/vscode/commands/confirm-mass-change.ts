import * as vscode from "vscode";
import type { ChangePlan } from "../../core/plan/plan.ts";
import { isStatusChange, massChangeWarning } from "../../core/view/mass-change.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** Asks once more before many statuses change at once; true when the plan may be applied. */
export async function confirmMassChange(
  session: FolderSession,
  plan: ChangePlan,
): Promise<boolean> {
  const warning = await massChange(session, plan);
  if (warning === null) return true;
  const go = vscode.l10n.t("Change Them");
  const choice = await vscode.window.showWarningMessage(
    warning,
    {
      modal: true,
      detail: vscode.l10n.t("A wrong status map can cause this. Nothing has been changed so far."),
    },
    go,
  );
  return choice === go;
}

/** The warning that a plan deserves, null for an ordinary one. */
export async function massChange(session: FolderSession, plan: ChangePlan): Promise<string | null> {
  // Ordinary plans are told apart by their own size, without counting any links.
  if (plan.items.filter(isStatusChange).length < 2) return null;
  const { engine, config, closes } = await session.load();
  const { specs } = await engine.readSpecs(WHOLE_WORKSPACE, quietRun());
  const linked = specs
    .flatMap((spec) => spec.document.sections)
    .filter((section) => section.tickets.length > 0).length;
  return massChangeWarning(plan, linked, (item) => closes(config.config, item));
}
