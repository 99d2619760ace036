import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";

const SCHEME = "canon-plan";

/** Read-only texts that exist for looking at: both sides of a planned change, a plan, a report. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly onDidChange: vscode.Event<vscode.Uri>;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #texts = new Map<string, string>();
  readonly #registration: Disposable;

  constructor() {
    this.onDidChange = this.#changed.event;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Shows two texts side by side without taking the focus from the list they belong to. */
  async showDiff(name: string, title: string, before: string, after: string): Promise<void> {
    const [left, right] = [this.#put(`before/${name}`, before), this.#put(`after/${name}`, after)];
    const options = { preview: true, preserveFocus: true };
    await vscode.commands.executeCommand("vscode.diff", left, right, title, options);
  }

  async showText(name: string, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#put(name, text));
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }

  /** Puts away the comparisons of a review that is over. */
  closeDiffs(): Promise<void> {
    return closeTabs(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.original.scheme === SCHEME,
    );
  }

  /** Puts away a text that was shown under this name. */
  closeText(name: string): Promise<void> {
    return closeTabs(
      ({ input }) =>
        input instanceof vscode.TabInputText &&
        input.uri.scheme === SCHEME &&
        input.uri.path === `/${name}`,
    );
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
    this.#texts.clear();
  }

  #put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }
}

async function closeTabs(isOwn: (tab: vscode.Tab) => boolean): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isOwn);
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}
