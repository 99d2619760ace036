import * as vscode from "vscode";
import type { KnownMerge } from "../../core/realization/relations/considered.ts";
import type { Disposable } from "../host/disposable.ts";
import { quietRun } from "../host/run.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "../tree/attention.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";

const MAX_ROWS = 50;

/** The merges that nobody has recorded or put aside, as far as anybody has looked. */
export class MergeFindings implements AttentionProvider, Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #known = new Map<FolderSession, readonly KnownMerge[]>();
  readonly #folders: Folders;

  constructor(folders: Folders) {
    this.#folders = folders;
    this.onDidChange = this.#changed.event;
  }

  /** How many there are in all folders. */
  count(): number {
    return this.#folders.all().reduce((sum, one) => sum + (this.#known.get(one)?.length ?? 0), 0);
  }

  of(session: FolderSession): readonly KnownMerge[] {
    return this.#known.get(session) ?? [];
  }

  sections(): AttentionSection[] {
    const children = this.#folders
      .all()
      .flatMap((session) =>
        (this.#known.get(session) ?? []).map((merge) =>
          nodeOf(session.folder.uri.toString(), merge),
        ),
      );
    return [
      {
        id: "merges",
        label: vscode.l10n.t("Merges to record"),
        icon: "git-merge",
        tooltip: vscode.l10n.t("Merged pull requests that nobody has recorded or put aside"),
        count: this.count(),
        // Most merges belong to no spec, so this is no alarm.
        needsPerson: false,
        children: children.slice(0, MAX_ROWS),
      },
    ];
  }

  keep(session: FolderSession, merges: readonly KnownMerge[]): void {
    this.#known.set(session, merges);
    this.#changed.fire();
  }

  /** One that was dealt with leaves the list at once. */
  drop(session: FolderSession, name: string): void {
    const known = this.#known.get(session) ?? [];
    this.keep(
      session,
      known.filter((one) => one.name !== name),
    );
  }

  /** Looks, and says nothing where that is not possible; true where somebody answered. */
  async refresh(session: FolderSession): Promise<boolean> {
    const { engine } = await session.load();
    const listed = await engine.records.list({ isRelated: false }, quietRun());
    if (listed.ok) this.keep(session, listed.value.merges);
    return listed.ok && !listed.value.isHostSilent;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#known.clear();
  }
}

function nodeOf(folder: string, { name, number, title, author }: KnownMerge): AttentionNode {
  const label = number === null ? title : `#${String(number)} ${title}`;
  return {
    id: `${folder} ${name}`,
    label,
    ...(author === null ? {} : { description: author }),
    tooltip: author === null ? label : `${label}\n${author}`,
    icon: "git-merge",
    command: { id: "canon.recordRealization", argument: folder },
  };
}
