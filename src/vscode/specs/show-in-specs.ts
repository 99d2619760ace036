import * as vscode from "vscode";
import type { App } from "../app.ts";
import { sayNoSection } from "../commands/say-no-section.ts";
import { findSection, sectionTarget } from "../commands/section-target.ts";

/** Goes from the section at the cursor to its row. */
export async function showInSpecs(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const target = sectionTarget(found.open, found.section);
  const row = await app.specsView.findNow(target);
  if (row !== undefined) {
    await app.specsView.select(row);
    return;
  }
  if (app.specsView.filter.length === 0) return;
  const clear = vscode.l10n.t("Clear the Filter");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("The filter of the Specs view hides this section."),
    clear,
  );
  if (choice !== clear) return;
  await app.specsView.showOnly([]);
  const shown = await app.specsView.findNow(target);
  if (shown !== undefined) await app.specsView.select(shown);
}
