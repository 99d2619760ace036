import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "./attention.ts";

/** What a section is called, and what of a folder stands in it. */
export interface RowsSource {
  readonly title: Pick<AttentionSection, "id" | "label" | "icon" | "tooltip">;
  readonly rowsOf: (session: FolderSession) => Promise<readonly AttentionNode[]>;
}

/** A section that needs a person, with rows from each folder, looked at again when a folder changes. */
export class FolderRows implements AttentionProvider, Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #folders: Folders;
  readonly #source: RowsSource;
  readonly #rows = new Map<FolderSession, readonly AttentionNode[]>();
  readonly #disposables: readonly Disposable[];

  constructor(folders: Folders, source: RowsSource) {
    this.#folders = folders;
    this.#source = source;
    this.onDidChange = this.#changed.event;
    this.#disposables = [
      this.#changed,
      folders.onDidChange((session) => void this.#look(session)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#forgetClosed();
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  onDidShow(): void {
    for (const session of this.#folders.all()) {
      if (!this.#rows.has(session)) void this.#look(session);
    }
  }

  sections(): readonly AttentionSection[] {
    const children = [...this.#rows.values()].flat();
    return [{ ...this.#source.title, count: children.length, needsPerson: true, children }];
  }

  async #look(session: FolderSession): Promise<void> {
    const rows = await this.#source.rowsOf(session);
    const before = this.#rows.get(session) ?? [];
    this.#rows.set(session, rows);
    if (JSON.stringify(before) !== JSON.stringify(rows)) this.#changed.fire();
  }

  #forgetClosed(): void {
    const open = new Set(this.#folders.all());
    for (const session of this.#rows.keys()) if (!open.has(session)) this.#rows.delete(session);
    this.#changed.fire();
  }
}
