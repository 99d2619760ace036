import type * as vscode from "vscode";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import type { VerifyFindings } from "./verify-findings.ts";

/** What can be done about evidence, where it stands. What it needs is loaded when one is shown. */
export class VerifyQuickFixes implements vscode.CodeActionProvider {
  readonly #specs: OpenSpecs;
  readonly #findings: VerifyFindings;

  constructor(specs: OpenSpecs, findings: VerifyFindings) {
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
      const problem = this.#findings.problemAt(document.uri, line, diagnostic.message);
      return problem === undefined ? [] : [{ diagnostic, problem }];
    });
    const open = own.length === 0 ? undefined : await this.#specs.find(document);
    if (open === undefined) return [];
    const { verifyFixes } = await import("./verify-fixes.ts");
    const fixes = own.map(({ diagnostic, problem }) => verifyFixes(open, diagnostic, problem));
    return (await Promise.all(fixes)).flat();
  }
}
