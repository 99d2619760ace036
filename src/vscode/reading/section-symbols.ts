import * as vscode from "vscode";
import { sectionTree, type SectionNode } from "../../core/view/section-tree.ts";
import type { Disposable } from "../host/disposable.ts";
import { untilTypingPauses } from "../host/typing-pause.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";

const SETTING = "canon.outline.enabled";

/**
 * The sections of specs with their status and ticket, for the outline, the breadcrumbs and *Go to
 * Symbol*. Registered only where a person wants it: the editor shows it beside the headings that
 * its own Markdown support lists.
 */
export class SectionSymbols implements vscode.DocumentSymbolProvider, Disposable {
  readonly #specs: OpenSpecs;
  readonly #listener: Disposable;
  #registration: Disposable | undefined;

  constructor(specs: OpenSpecs) {
    this.#specs = specs;
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING)) this.#register();
    });
    this.#register();
  }

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[]> {
    await untilTypingPauses(document, token);
    if (token.isCancellationRequested) return [];
    const open = await this.#specs.find(document);
    return open === undefined ? [] : sectionTree(open.spec).map((node) => symbolOf(node, document));
  }

  dispose(): void {
    this.#listener.dispose();
    this.#registration?.dispose();
  }

  #register(): void {
    this.#registration?.dispose();
    const isWanted = vscode.workspace
      .getConfiguration("canon")
      .get<boolean>("outline.enabled", false);
    this.#registration = isWanted
      ? vscode.languages.registerDocumentSymbolProvider({ language: "markdown" }, this, {
          label: "Canon",
        })
      : undefined;
  }
}

function symbolOf(node: SectionNode, document: vscode.TextDocument): vscode.DocumentSymbol {
  const { section, name, detail, lastLine, children } = node;
  const last = Math.max(0, Math.min(lastLine, document.lineCount) - 1);
  const first = Math.min(section.line - 1, last);
  const symbol = new vscode.DocumentSymbol(
    name,
    detail,
    vscode.SymbolKind.String,
    new vscode.Range(first, 0, last, document.lineAt(last).text.length),
    document.lineAt(first).range,
  );
  symbol.children = children.map((child) => symbolOf(child, document));
  return symbol;
}
