import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import { countsText } from "../../core/view/spec-counts.ts";
import type { AttentionProvider } from "../tree/attention.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";

const SETTLE_MS = 150;

/** The counts of the spec in the active editor; hidden when there is none. */
export class SpecStatusItem implements Disposable {
  readonly #specs: OpenSpecs;
  readonly #attention: readonly AttentionProvider[];
  readonly #pending = new WeakMap<vscode.TextDocument, number>();
  readonly #item = vscode.window.createStatusBarItem("canon.spec", vscode.StatusBarAlignment.Left);
  readonly #disposables: Disposable[];
  #timer: NodeJS.Timeout | undefined;

  /** What waits for a person is counted in the tooltip. */
  constructor(folders: Folders, specs: OpenSpecs, attention: readonly AttentionProvider[]) {
    this.#specs = specs;
    this.#attention = attention;
    this.#item.name = "Canon";
    this.#item.command = "canon.syncFile";
    const soon = (): void => {
      this.#later();
    };
    this.#disposables = [
      this.#item,
      folders.onDidChange(soon),
      ...attention.map(({ onDidChange }) => onDidChange(soon)),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#pending.delete(document);
        if (document === vscode.window.activeTextEditor?.document) soon();
      }),
    ];
    soon();
  }

  /** Shows how many changes a sync of this document would make. */
  showPending(document: vscode.TextDocument, count: number): void {
    this.#pending.set(document, count);
    this.#later();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #waiting(): string[] {
    const sections = this.#attention.flatMap((provider) => provider.sections());
    return sections.flatMap(({ label, count }) => (count === 0 ? [] : [`${label}: ${count}`]));
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), SETTLE_MS);
  }

  async #draw(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const open = document === undefined ? undefined : await this.#specs.find(document);
    await vscode.commands.executeCommand("setContext", "canon.specIsActive", open !== undefined);
    if (open === undefined) {
      this.#item.hide();
      return;
    }
    const { text, tooltip } = countsText(open.spec, this.#pending.get(open.document) ?? null);
    this.#item.text = text;
    this.#item.tooltip = `${[tooltip, ...this.#waiting()].join("\n")}\n\nSelect to review what a sync of this file would change.`;
    this.#item.accessibilityInformation = { label: `${text}. ${tooltip.replaceAll("\n", ", ")}` };
    this.#item.show();
  }
}
