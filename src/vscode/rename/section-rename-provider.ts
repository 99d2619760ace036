import type * as vscode from "vscode";
import type { OpenSpecs } from "../workspace/open-specs.ts";
import type { SpecIndex } from "../workspace/spec-index.ts";

/** *Rename Symbol* on the id of a section, in its status comment or where a spec names it. */
export class SectionRenameProvider implements vscode.RenameProvider {
  readonly #specs: OpenSpecs;
  readonly #index: SpecIndex;

  constructor(specs: OpenSpecs, index: SpecIndex) {
    this.#specs = specs;
    this.#index = index;
  }

  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ range: vscode.Range; placeholder: string } | undefined> {
    const open = await this.#specs.find(document);
    if (open === undefined) return undefined;
    const { idAt } = await import("./rename-section-id.ts");
    return idAt(open, this.#index, position);
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
  ): Promise<vscode.WorkspaceEdit | undefined> {
    const open = await this.#specs.find(document);
    if (open === undefined) return undefined;
    const { renameSection } = await import("./rename-section-id.ts");
    return renameSection(open, this.#index, position, newName);
  }
}
