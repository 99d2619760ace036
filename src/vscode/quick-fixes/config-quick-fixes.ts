import * as vscode from "vscode";
import { editOf } from "../doctor/map-findings.ts";
import type { Disposable } from "../host/disposable.ts";
import { codeOf } from "../problems/problem-code.ts";
import { ONLY_QUICK_FIXES } from "./only-quick-fixes.ts";

const CONFIG_FILES: vscode.DocumentSelector = { pattern: "**/{CANON,SPECWRIGHT}.yaml" };

/** What can be done about words of the configuration that are not known. */
export class ConfigQuickFixes implements vscode.CodeActionProvider, Disposable {
  readonly #registration = vscode.languages.registerCodeActionsProvider(
    CONFIG_FILES,
    this,
    ONLY_QUICK_FIXES,
  );

  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const own = diagnostics.filter((diagnostic) => codeOf(diagnostic).startsWith("config/"));
    if (own.length === 0) return [];
    const { mendConfig } = await import("../../core/config/mend-config.ts");
    return own.flatMap((diagnostic) => {
      const line = diagnostic.range.start.line + 1;
      return mendConfig(document.getText(), codeOf(diagnostic), line).map(({ title, splices }) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.edit = editOf(document, splices);
        action.isPreferred = true;
        return action;
      });
    });
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
