import * as vscode from "vscode";
import type { Folders } from "../workspace/folders.ts";

/** What opens the list by itself. */
export const CONFIG_TRIGGERS = [" ", ":"] as const;

export const CONFIG_FILES: vscode.DocumentSelector = { pattern: "**/{CANON,SPECWRIGHT}.yaml" };

/**
 * Completion and hover in the configuration of a folder.
 *
 * Silent beside an extension that does the same from the schema, which would say everything twice.
 */
export class ConfigAssist implements vscode.CompletionItemProvider, vscode.HoverProvider {
  readonly #folders: Folders;

  constructor(folders: Folders) {
    this.#folders = folders;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[] | undefined> {
    if (!this.#isServed(document)) return undefined;
    const { configItems } = await import("./config-items.ts");
    return token.isCancellationRequested ? undefined : configItems(document, position);
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!this.#isServed(document)) return undefined;
    const { configHover } = await import("./config-hover.ts");
    return token.isCancellationRequested ? undefined : configHover(document, position);
  }

  #isServed({ uri }: vscode.TextDocument): boolean {
    if (vscode.extensions.getExtension("redhat.vscode-yaml") !== undefined) return false;
    const path = this.#folders.of(uri)?.pathOf(uri);
    return path === "CANON.yaml" || path === "SPECWRIGHT.yaml";
  }
}
