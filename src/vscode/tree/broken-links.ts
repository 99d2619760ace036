import * as vscode from "vscode";
import { ticketId } from "../../core/model/ticket-ref.ts";
import { brokenLink } from "../../core/plan/broken-link.ts";
import { isBroken, isDismissed, type ReferenceHealths } from "../../core/plan/references.ts";
import { WHOLE_WORKSPACE } from "../../sync/engine.ts";
import type { Disposable } from "../host/disposable.ts";
import { quietRun } from "../host/run.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "./attention.ts";

/** The broken links of all folders, each with its section. Asks no tracker. */
export class BrokenLinks implements AttentionProvider, Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #folders: Folders;
  readonly #rows = new Map<FolderSession, readonly AttentionNode[]>();
  readonly #disposables: readonly Disposable[];

  constructor(folders: Folders) {
    this.#folders = folders;
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
    return [
      {
        id: "broken-links",
        label: vscode.l10n.t("Broken links"),
        icon: "debug-disconnect",
        tooltip: vscode.l10n.t(
          "Links whose ticket was refused or not found in three syncs in a row.",
        ),
        count: children.length,
        needsPerson: true,
        children,
      },
    ];
  }

  async #look(session: FolderSession): Promise<void> {
    const { engine } = await session.load();
    const health = await engine.references();
    const isOpen = [...health.values()].some((one) => isBroken(one) && !isDismissed(one));
    const rows = isOpen ? await rowsOf(session, health) : [];
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

async function rowsOf(session: FolderSession, health: ReferenceHealths): Promise<AttentionNode[]> {
  const { engine } = await session.load();
  const { specs } = await engine.readSpecs(WHOLE_WORKSPACE, quietRun());
  return specs.flatMap(({ file, document }) =>
    document.sections.flatMap((section): AttentionNode[] => {
      const ref = section.tickets[0]?.ref;
      const known = ref === undefined ? undefined : health.get(ticketId(ref));
      if (ref === undefined || known === undefined) return [];
      if (!isBroken(known) || isDismissed(known)) return [];
      const argument = {
        uri: session.uriOf(file).toString(),
        sectionId: section.id,
        sectionIndex: section.index,
      };
      return [
        {
          id: `${file}#${section.index}`,
          label: `${ref.key}: ${section.title}`,
          description: vscode.l10n.t("since {0}", known.since.slice(0, 10)),
          tooltip: brokenLink(ref.key, known),
          icon: "link",
          context: "brokenLink",
          command: { id: "canon.openSection", argument },
        },
      ];
    }),
  );
}
