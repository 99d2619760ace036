import * as vscode from "vscode";
import { specSide } from "../../core/plan/sides.ts";
import type { App } from "../app.ts";
import { sayNoSection } from "./say-no-section.ts";
import { findSection } from "./section-target.ts";

/** Copies what a ticket of the section holds, for a tracker that Canon does not reach. */
export async function copyTicketText(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const { redact } = await app.accounts();
  const { title, managedText } = specSide(found.section, found.open.path, redact);
  await vscode.env.clipboard.writeText(`${title}\n\n${managedText}\n`);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t("Canon: copied title and text as a ticket holds them."),
    5000,
  );
}
