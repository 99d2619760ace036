import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { CitationsIndex } from "../verify/citations-index.ts";

const SETTLE_MS = 250;

/** Marks the lines of code that a spec names as evidence, in the margin. */
export class CitedMarks implements Disposable {
  readonly #citations: CitationsIndex;
  readonly #type: vscode.TextEditorDecorationType;
  readonly #drawn = new WeakMap<vscode.TextEditor, string>();
  readonly #disposables: readonly Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(extension: vscode.Uri, citations: CitationsIndex) {
    this.#citations = citations;
    const icon = (name: string): vscode.Uri =>
      vscode.Uri.joinPath(extension, "media", "marks", name);
    this.#type = vscode.window.createTextEditorDecorationType({
      light: { gutterIconPath: icon("cited-light.svg") },
      dark: { gutterIconPath: icon("cited-dark.svg") },
      gutterIconSize: "contain",
      isWholeLine: true,
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        for (const editor of vscode.window.visibleTextEditors) void this.#draw(editor);
      }, SETTLE_MS);
    };
    this.#disposables = [
      this.#type,
      citations.onDidChange(soon),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("canon.marks")) soon();
      }),
    ];
    soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #draw(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    if (document.uri.scheme !== "file" || document.languageId === "markdown") return;
    const settings = vscode.workspace.getConfiguration("canon", document);
    const isWanted = settings.get<boolean>("marks.enabled", true);
    const cited = isWanted ? await this.#citations.of(document.uri) : [];
    const lines = new Set(
      cited.flatMap(({ citation: { file } }) => {
        const { startLine, endLine } = file;
        if (startLine === null || startLine > document.lineCount) return [];
        const last = Math.min(endLine ?? startLine, document.lineCount);
        return Array.from({ length: last - startLine + 1 }, (_, index) => startLine + index);
      }),
    );
    const key = [...lines].join();
    if ((this.#drawn.get(editor) ?? "") === key) return;
    this.#drawn.set(editor, key);
    editor.setDecorations(
      this.#type,
      [...lines].map((line) => new vscode.Range(line - 1, 0, line - 1, 0)),
    );
  }
}
