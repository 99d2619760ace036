import * as vscode from "vscode";
import { ticketId, type TicketId } from "../../core/model/ticket-ref.ts";
import { triageRows, type TriageRow } from "../../core/view/triage-rows.ts";
import type { Triage } from "../../sync/triage-report.ts";
import type { Disposable } from "../host/disposable.ts";
import { quietRun } from "../host/run.ts";
import type { AttentionNode, AttentionProvider, AttentionSection } from "../tree/attention.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";

const MAX_ROWS = 100;

/** How a row names its ticket to the command behind it. Plain data, as commands take it. */
export interface TicketName {
  readonly folder: string;
  readonly ticket: TicketId;
}

/**
 * The tickets without a section, as far as anybody has looked.
 *
 * They are looked for when the view is first shown, by the command, and after a sync of a folder
 * that was looked at before. Nothing polls.
 */
export class TriageFindings implements AttentionProvider, Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #known = new Map<FolderSession, readonly TriageRow[]>();
  readonly #asked = new Set<FolderSession>();
  readonly #folders: Folders;

  constructor(folders: Folders) {
    this.#folders = folders;
    this.onDidChange = this.#changed.event;
  }

  sections(): AttentionSection[] {
    const rows = this.#folders
      .all()
      .flatMap((session) =>
        (this.#known.get(session) ?? []).map((row) => nodeOf(session.folder.uri.toString(), row)),
      );
    const more = rows.length - MAX_ROWS;
    const children = more > 0 ? [...rows.slice(0, MAX_ROWS), moreNode(more)] : rows;
    return [
      {
        id: "triage",
        label: vscode.l10n.t("Tickets without a section"),
        icon: "inbox",
        tooltip: vscode.l10n.t(
          "Open tickets of your projects that no section of a spec is linked to.",
        ),
        count: rows.length,
        // Work that waits in a tracker is no alarm.
        needsPerson: false,
        children,
      },
    ];
  }

  onDidShow(): void {
    if (!vscode.window.state.focused) return;
    for (const session of this.#folders.all()) {
      if (!this.#asked.has(session)) void this.refresh(session);
    }
  }

  /** Looks again after a sync, where somebody has looked before. */
  async syncEnded(session: FolderSession): Promise<void> {
    if (this.#asked.has(session)) await this.refresh(session);
  }

  /** Looks, and says nothing where that is not possible: nobody asked. */
  async refresh(session: FolderSession): Promise<void> {
    this.#asked.add(session);
    const { engine } = await session.load();
    const triage = await engine.triage(quietRun());
    if (triage.ok) this.keep(session, triage.value);
  }

  keep(session: FolderSession, { tickets }: Triage): void {
    this.#asked.add(session);
    this.#known.set(session, triageRows(tickets));
    this.#changed.fire();
  }

  /** A ticket that is done with leaves the list at once. */
  drop(session: FolderSession, gone: readonly TicketId[]): void {
    const rows = this.#known.get(session) ?? [];
    this.#known.set(
      session,
      rows.filter(({ id }) => !gone.includes(id)),
    );
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
    this.#known.clear();
  }
}

function nodeOf(folder: string, { id, key, title, status, hint }: TriageRow): AttentionNode {
  const argument: TicketName = { folder, ticket: id };
  return {
    id: `${folder} ${id}`,
    label: `${key} ${title}`,
    description: status,
    tooltip: `${key} ${title}\n${status}${hint === "" ? "" : `\n${hint}`}`,
    icon: "issues",
    command: { id: "canon.triage", argument },
  };
}

function moreNode(count: number): AttentionNode {
  return { id: "more", label: vscode.l10n.t("{0} more", count), command: { id: "canon.triage" } };
}

/** Reads what a row passed to the command; anything else names no ticket. */
export function readTicketName(argument: unknown): TicketName | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { folder, ticket } = argument as Partial<Record<keyof TicketName, unknown>>;
  if (typeof folder !== "string" || typeof ticket !== "string") return undefined;
  return { folder, ticket: ticket as TicketId };
}

export function isTicket(id: TicketId): (one: Triage["tickets"][number]) => boolean {
  return ({ ref }) => ticketId(ref) === id;
}
