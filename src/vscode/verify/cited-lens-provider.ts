import * as vscode from "vscode";
import { plainLine } from "../../core/view/plain-text.ts";
import type { Disposable } from "../host/disposable.ts";
import type { CitationsIndex } from "./citations-index.ts";
import type { CitingSection } from "./cited-code.ts";

/** One name in a lens; the others are counted. */
const MAX_NAME = 60;

/** Above code that a spec names as evidence: the section that it realizes. */
export class CitedLensProvider implements vscode.CodeLensProvider, Disposable {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #index: CitationsIndex;
  readonly #disposables: readonly Disposable[];

  constructor(index: CitationsIndex) {
    this.#index = index;
    this.onDidChangeCodeLenses = this.#changed.event;
    const changed = (): void => {
      this.#changed.fire();
    };
    this.#disposables = [
      this.#changed,
      index.onDidChange(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("canon.codeLens.enabled")) changed();
      }),
    ];
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const settings = vscode.workspace.getConfiguration("canon", document);
    if (document.languageId === "markdown" || !settings.get<boolean>("codeLens.enabled", true))
      return [];
    const byLine = new Map<number, CitingSection[]>();
    for (const one of await this.#index.of(document.uri)) {
      const line = one.citation.file.startLine ?? 1;
      if (line <= document.lineCount) byLine.set(line, [...(byLine.get(line) ?? []), one]);
    }
    return [...byLine].map(([line, citing]) => lensAt(line, citing));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function lensAt(line: number, citing: readonly CitingSection[]): vscode.CodeLens {
  const names = [...new Set(citing.map(({ name }) => plainLine(name, MAX_NAME)))];
  const [first = ""] = names;
  const files = [...new Set(citing.map(({ file }) => file))].join(", ");
  return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
    title:
      names.length > 1
        ? vscode.l10n.t("Realizes {0} and {1} more", first, names.length - 1)
        : vscode.l10n.t("Realizes {0}", first),
    tooltip: vscode.l10n.t("Named as evidence in {0}. Select to go there.", plainLine(files, 200)),
    command: "canon.goToSpecSection",
    arguments: [citing.length === 1 ? citing[0]?.target : { line }],
  });
}
