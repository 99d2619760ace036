import * as vscode from "vscode";
import type { App } from "../app.ts";
import { sayNoSection } from "./say-no-section.ts";
import { findSection } from "./section-target.ts";

/** Shows a section in its spec, with the lenses above its heading. */
export async function openSection(app: App, argument: unknown): Promise<void> {
  const found = await findSection(app.specs, argument);
  if (found === undefined) {
    sayNoSection();
    return;
  }
  const preserveFocus = staysInList(argument);
  const editor = await vscode.window.showTextDocument(found.open.document, {
    preserveFocus,
    preview: preserveFocus,
  });
  const heading = new vscode.Position(found.section.line - 1, 0);
  editor.selection = new vscode.Selection(heading, heading);
  editor.revealRange(
    new vscode.Range(heading, heading),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

/** Who goes through a list wants to look, and to go on. */
function staysInList(argument: unknown): boolean {
  return (
    typeof argument === "object" &&
    argument !== null &&
    "preserveFocus" in argument &&
    argument.preserveFocus === true
  );
}
