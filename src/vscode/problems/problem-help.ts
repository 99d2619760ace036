import * as vscode from "vscode";
import { explainCode } from "../../core/view/explain-code.ts";
import type { Disposable } from "../host/disposable.ts";
import { HELP_SCHEME } from "./problem-code.ts";

/** What a problem means and what can be done about it, from the page that is shipped with Canon. */
export class ProblemHelp implements vscode.TextDocumentContentProvider, Disposable {
  readonly #page: vscode.Uri;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(HELP_SCHEME, this);

  constructor(extension: vscode.Uri) {
    this.#page = vscode.Uri.joinPath(extension, "docs", "troubleshooting.md");
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const code = uri.path.replace(/^\/|\.md$/g, "");
    const page = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#page));
    return explainCode(page, code) ?? vscode.l10n.t("Nothing more is known about {0}.", code);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
