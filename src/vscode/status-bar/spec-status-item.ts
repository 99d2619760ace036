import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import { TYPING_PAUSE_MS } from "../host/typing-pause.ts";
import type { CommandId } from "../commands/command-ids.ts";
import type { Accounts } from "../credentials/accounts.ts";
import { designFolderOf } from "../design-cycle/design-folder-of.ts";
import { countsText } from "../../core/view/spec-counts.ts";
import type { LiveStatus } from "../live/live-status.ts";
import type { AttentionProvider } from "../tree/attention.ts";
import type { Folders } from "../workspace/folders.ts";
import type { OpenSpec, OpenSpecs } from "../workspace/open-specs.ts";

const SETTLE_MS = 150;

/** What the tooltip tells besides the counts of the spec. */
export interface StatusSources {
  /** What waits for a person. */
  readonly attention: readonly AttentionProvider[];
  /** How the tickets are kept up to date. */
  readonly live: LiveStatus;
  readonly accounts: () => Promise<Accounts>;
}

/** The counts of the spec in the active editor, or its design cycle; hidden when there is neither. */
export class SpecStatusItem implements Disposable {
  readonly #folders: Folders;
  readonly #specs: OpenSpecs;
  readonly #sources: StatusSources;
  readonly #pending = new WeakMap<vscode.TextDocument, number>();
  readonly #item = vscode.window.createStatusBarItem("canon.spec", vscode.StatusBarAlignment.Left);
  readonly #disposables: Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(folders: Folders, specs: OpenSpecs, sources: StatusSources) {
    this.#folders = folders;
    this.#specs = specs;
    this.#sources = sources;
    this.#item.name = "Canon";
    const soon = (): void => {
      this.#later();
    };
    this.#disposables = [
      this.#item,
      folders.onDidChange(soon),
      ...sources.attention.map(({ onDidChange }) => onDidChange(soon)),
      sources.live.onDidChange(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.workspace.onDidSaveTextDocument(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#pending.delete(document);
        if (document === vscode.window.activeTextEditor?.document) this.#later(TYPING_PAUSE_MS);
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
    const sections = this.#sources.attention.flatMap((provider) => provider.sections());
    return sections.flatMap(({ label, count }) => (count === 0 ? [] : [`${label}: ${count}`]));
  }

  #later(waitMs = SETTLE_MS): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), waitMs);
  }

  async #draw(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const open = document === undefined ? undefined : await this.#specs.find(document);
    await vscode.commands.executeCommand("setContext", "canon.specIsActive", open !== undefined);
    if (open !== undefined) this.#showSpec(open);
    else if (document === undefined || !(await this.#showCycle(document))) this.#item.hide();
  }

  #showSpec({ session, spec, document }: OpenSpec): void {
    const { text, tooltip } = countsText(spec, this.#pending.get(document) ?? null);
    const next = vscode.l10n.t("Select to review what a sync of this file would change.");
    this.#show(
      text,
      [tooltip, ...this.#waiting(), ...this.#sources.live.lines(session)].join("\n"),
      next,
      "canon.syncFile",
    );
  }

  /** Gives back false for a document of no design workflow. */
  async #showCycle(document: vscode.TextDocument): Promise<boolean> {
    const session = designFolderOf(this.#folders, document);
    if (session === undefined) return false;
    const { cycleTip } = await import("../design-cycle/cycle-tip.ts");
    const { text, tooltip } = await cycleTip(session, await this.#sources.accounts());
    // Meanwhile the person may look at another document, which has its own turn.
    if (document !== vscode.window.activeTextEditor?.document) return true;
    const next = vscode.l10n.t(
      "Select to complete the cycle; everything is shown before it happens.",
    );
    this.#show(text, tooltip, next, "canon.completeDesignCycle");
    return true;
  }

  #show(text: string, tooltip: string, next: string, command: CommandId): void {
    this.#item.text = text;
    this.#item.tooltip = `${tooltip}\n\n${next}`;
    const spoken = text.replace(/\$\([a-z-]+\) ?/g, "");
    this.#item.accessibilityInformation = { label: `${spoken}. ${tooltip.replaceAll("\n", ", ")}` };
    this.#item.command = command;
    this.#item.show();
  }
}
