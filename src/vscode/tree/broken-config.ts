import * as vscode from "vscode";
import type { Problem } from "../../core/kernel/problem.ts";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "./attention.ts";

/** The configurations that cannot be read, so that nothing is synced. Asks no tracker. */
export class BrokenConfig implements AttentionProvider, Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #folders: Folders;
  readonly #rows = new Map<FolderSession, readonly AttentionNode[]>();
  readonly #disposables: readonly Disposable[];

  constructor(folders: Folders) {
    this.#folders = folders;
    this.onDidChange = this.#changed.event;
    this.#disposables = [this.#changed, folders.onDidChange((session) => void this.#look(session))];
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
    const open = this.#folders.all();
    const children = open.flatMap((session) => this.#rows.get(session) ?? []);
    return [
      {
        id: "broken-config",
        label: vscode.l10n.t("Broken configuration"),
        icon: "error",
        tooltip: vscode.l10n.t("Nothing is synced until the configuration can be read again."),
        count: children.length,
        needsPerson: true,
        children,
      },
    ];
  }

  async #look(session: FolderSession): Promise<void> {
    const { broken, file, problems } = (await session.load()).config;
    const [first] = problems.filter(({ severity }) => severity === "error");
    const rows = broken && file !== null ? [rowOf(session, file, first)] : [];
    const before = this.#rows.get(session) ?? [];
    this.#rows.set(session, rows);
    if (JSON.stringify(before) !== JSON.stringify(rows)) this.#changed.fire();
  }
}

function rowOf(session: FolderSession, file: string, problem: Problem | undefined): AttentionNode {
  const message = problem?.message ?? vscode.l10n.t("It cannot be read.");
  return {
    id: session.folder.uri.toString(),
    label: file,
    description: message,
    tooltip: message,
    icon: "file-code",
    place: { uri: session.uriOf(file).toString(), line: problem?.line ?? 1 },
  };
}
