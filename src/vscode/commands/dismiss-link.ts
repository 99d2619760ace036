import * as vscode from "vscode";
import type { App } from "../app.ts";
import { withRun } from "../host/run.ts";
import { mayWrite } from "./may-write.ts";
import { sayNoSection } from "./say-no-section.ts";
import { findSection, type OpenSection } from "./section-target.ts";
import { showProblem } from "./show-refusal.ts";

/** Leaves a broken link as it is and out of every plan; offers to take an earlier one back. */
export async function dismissLink(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  if (!(await mayWrite(found.open.session))) return;
  const key = found.section.tickets[0]?.ref.key ?? vscode.l10n.t("the ticket");
  if (isDismissedNow(found)) {
    const again = vscode.l10n.t("Let It Take Part Again");
    const text = vscode.l10n.t("The link to {0} is dismissed already: plans leave it out.", key);
    const choice = await vscode.window.showInformationMessage(text, again);
    if (choice === again) await change(found, key, false);
    return;
  }
  await change(found, key, true);
}

async function change(
  { open, section }: OpenSection,
  key: string,
  isDismissal: boolean,
): Promise<void> {
  const result = await withRun(vscode.l10n.t("Canon: noting the link"), (run) =>
    open.folder.engine.dismiss(open.path, section.id, isDismissal, run),
  );
  if (!result.ok) {
    showProblem(result.error);
    return;
  }
  await open.session.live.refresh(section.tickets.slice(0, 1).map(({ ref }) => ref));
  const text = isDismissal
    ? vscode.l10n.t("Canon: dismissed the broken link to {0}. The link itself stays.", key)
    : vscode.l10n.t("Canon: the link to {0} takes part in syncs again.", key);
  vscode.window.setStatusBarMessage(text, 5000);
}

function isDismissedNow({ open, section }: OpenSection): boolean {
  const ref = section.tickets[0]?.ref;
  const health = ref === undefined ? undefined : open.session.live.notes(ref).health;
  return health !== undefined && health.dismissedAt !== null;
}
