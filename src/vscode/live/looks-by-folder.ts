import * as vscode from "vscode";
import type { TicketRef } from "../../core/model/ticket-ref.ts";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { FolderLooks } from "./folder-looks.ts";
import type { LiveStatus } from "./live-status.ts";

/** The looks of each folder, made with the first one, which other windows on it share. */
export class LooksByFolder implements Disposable {
  readonly #storage: vscode.Uri;
  readonly #status: LiveStatus;
  readonly #looks = new Map<FolderSession, Promise<FolderLooks>>();
  #tidied: Promise<void> | undefined;

  /** `storage` is the editor's own folder for Canon, which all windows have in common. */
  constructor(storage: vscode.Uri, status: LiveStatus) {
    this.#storage = storage;
    this.#status = status;
  }

  /**
   * Looks at tickets within the hour's budget. What is younger than `freshMs` is not asked for; local
   * tickets are files. Gives back whether everybody answered.
   */
  async look(
    session: FolderSession,
    refs: readonly TicketRef[],
    freshMs: number,
  ): Promise<boolean> {
    const local = refs.filter(({ system }) => system === "local");
    const remote = refs.filter(({ system }) => system !== "local");
    await session.live.refresh(local);
    if (remote.length === 0 || !vscode.workspace.isTrusted) return true;
    return (await this.#looksOf(session)).look(remote, freshMs);
  }

  /** Tells other windows what is read at a person's wish. Local tickets are files, which all see. */
  tellOf(session: FolderSession): void {
    session.live.onDidRefresh(async ({ readings, requests }) => {
      const remote = new Map([...readings].filter(([id]) => !id.startsWith("local:")));
      if (remote.size === 0 || !vscode.workspace.isTrusted) return;
      await (await this.#looksOf(session)).tell({ readings: remote, requests });
    });
  }

  dispose(): void {
    for (const looks of this.#looks.values()) void looks.then((made) => made.dispose());
  }

  #looksOf(session: FolderSession): Promise<FolderLooks> {
    const known = this.#looks.get(session) ?? this.#open(session);
    this.#looks.set(session, known);
    return known;
  }

  async #open(session: FolderSession): Promise<FolderLooks> {
    const { FolderLooks, forgetOldLooks } = await import("./folder-looks.ts");
    this.#tidied ??= forgetOldLooks(this.#storage);
    await this.#tidied;
    return new FolderLooks(session, this.#storage, this.#status);
  }
}
