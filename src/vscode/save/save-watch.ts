import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { App } from "../app.ts";

/**
 * Plans when a spec is saved. What would change is counted in the status bar; it is applied only
 * when the person's own settings say so.
 */
export class SaveWatch implements Disposable {
  readonly #listener: Disposable;

  constructor(app: App) {
    this.#listener = vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === "markdown" && vscode.workspace.isTrusted) {
        void planSaved(app, document);
      }
    });
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

async function planSaved(app: App, document: vscode.TextDocument): Promise<void> {
  try {
    const open = await app.specs.find(document);
    if (open === undefined) return;
    const { planOnSave } = await import("./plan-on-save.ts");
    await planOnSave(app, open);
    const { verifySaved } = await import("../verify/verify-command.ts");
    await verifySaved(app, open);
  } catch (error) {
    await app.log.unexpected("Planning a saved spec failed.", error);
  }
}
