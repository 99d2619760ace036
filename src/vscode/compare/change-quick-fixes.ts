import type * as vscode from "vscode";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import type { ChangeFindings } from "./change-findings.ts";

/** What can be done about what a change does. What it needs is loaded when a finding is shown. */
export class ChangeQuickFixes implements vscode.CodeActionProvider {
  readonly #specs: OpenSpecs;
  readonly #findings: ChangeFindings;

  constructor(specs: OpenSpecs, findings: ChangeFindings) {
    this.#specs = specs;
    this.#findings = findings;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const own = diagnostics.flatMap((diagnostic) => {
      const line = diagnostic.range.start.line + 1;
      const found = this.#findings.at(document.uri, line, diagnostic.message);
      return found === undefined ? [] : [{ diagnostic, ...found }];
    });
    if (own.length === 0) return [];
    const open = await this.#specs.find(document);
    const { changeFixes } = await import("./change-fixes.ts");
    return own.flatMap((one) => changeFixes(one, open));
  }
}
