import type * as vscode from "vscode";
import type { OpenSpecs } from "../workspace/open-specs.ts";

/** *Find All References* on a heading, a status or a link of a spec: its code, and who names it. */
export class SpecReferenceProvider implements vscode.ReferenceProvider {
  readonly #specs: OpenSpecs;

  constructor(specs: OpenSpecs) {
    this.#specs = specs;
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    _context: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[]> {
    const open = await this.#specs.find(document);
    if (open === undefined || token.isCancellationRequested) return [];
    const { findReferences } = await import("./find-references.ts");
    return findReferences(open, position);
  }
}
