import * as vscode from "vscode";
import { commentRuns } from "../../core/view/comment-runs.ts";
import type { Disposable } from "../host/disposable.ts";
import { untilTypingPauses } from "../host/typing-pause.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";

/** Runs of Canon comments can be folded away; where a person wishes so, they are when a spec opens. */
export class CommentFolding implements vscode.FoldingRangeProvider, Disposable {
  readonly #specs: OpenSpecs;
  readonly #folded = new WeakSet<vscode.TextDocument>();
  readonly #disposables: readonly Disposable[];

  constructor(specs: OpenSpecs) {
    this.#specs = specs;
    this.#disposables = [
      vscode.languages.registerFoldingRangeProvider({ language: "markdown" }, this),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#foldOnce(editor);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("canon.comments.display")) {
          this.#foldOnce(vscode.window.activeTextEditor);
        }
      }),
    ];
    this.#foldOnce(vscode.window.activeTextEditor);
  }

  async provideFoldingRanges(
    document: vscode.TextDocument,
    _: vscode.FoldingContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[]> {
    await untilTypingPauses(document, token);
    if (token.isCancellationRequested) return [];
    const open = await this.#specs.find(document);
    if (open === undefined) return [];
    return commentRuns(open.spec.comments).map(
      ({ first, last }) =>
        new vscode.FoldingRange(first - 1, last - 1, vscode.FoldingRangeKind.Comment),
    );
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** Once for each document: what a person unfolds stays unfolded. */
  #foldOnce(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId !== "markdown" || this.#folded.has(editor.document)) return;
    const settings = vscode.workspace.getConfiguration("canon", editor.document);
    if (settings.get<string>("comments.display", "show") !== "fold") return;
    this.#folded.add(editor.document);
    void import("./fold-comments.ts").then(({ foldComments }) => foldComments(this.#specs, "fold"));
  }
}
