import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import { createNodeFileStore } from "../../adapters/files/node-file-store.ts";
import { hashText } from "../../core/kernel/hash.ts";
import type { TicketId, TicketRef } from "../../core/model/ticket-ref.ts";
import { SYSTEM_CLOCK } from "../../adapters/clock/system-clock.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { ReadTickets, TicketReadings } from "../workspace/live-tickets.ts";
import { requestsPerHour } from "./live-settings.ts";
import type { LiveStatus } from "./live-status.ts";
import { SharedLooks, type Budget, type LookOutcome } from "./shared-looks.ts";

const FOLDER = "live";
const DAY_MS = 24 * 3_600_000;

/** The looks at the trackers of one folder, shared with the other windows on it. */
export class FolderLooks implements Disposable {
  readonly #session: FolderSession;
  readonly #status: LiveStatus;
  readonly #looks: SharedLooks;
  /** When this window read a ticket, or took over what another one had read. */
  readonly #readAt = new Map<TicketId, number>();
  readonly #disposables: readonly Disposable[];

  /** `storage` is the editor's own folder for Canon, which all windows have in common. */
  constructor(session: FolderSession, storage: vscode.Uri, status: LiveStatus) {
    this.#session = session;
    this.#status = status;
    this.#looks = new SharedLooks({
      files: createNodeFileStore(storage.fsPath),
      name: `${FOLDER}/${hashText(session.folder.uri.toString())}`,
      window: SYSTEM_CLOCK.newId(),
      now: () => Date.now(),
    });
    const pattern = new vscode.RelativePattern(storage, this.#looks.path);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const look = (): void => void this.#takeOver();
    this.#disposables = [watcher, watcher.onDidCreate(look), watcher.onDidChange(look)];
  }

  /** Reads tickets that no window has read lately; true where everybody answered. */
  async look(refs: readonly TicketRef[], freshMs: number): Promise<boolean> {
    const perHour = requestsPerHour();
    const ask = (rest: readonly TicketRef[]): Promise<ReadTickets> => this.#session.live.ask(rest);
    const outcome = await this.#looks.look({ refs, freshMs, perHour, ask });
    await this.#keep(outcome);
    this.#show(outcome, perHour);
    return [...outcome.asked.values()].every(({ kind }) => kind !== "unreadable");
  }

  /** What a person had read again is news for the other windows. */
  async tell(read: ReadTickets): Promise<void> {
    this.#note(read.readings);
    const perHour = requestsPerHour();
    this.#show(await this.#looks.tell(read, perHour), perHour);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #keep({ shared, asked }: LookOutcome): Promise<void> {
    this.#note(shared);
    this.#note(asked);
    if (shared.size > 0) await this.#session.live.keep(shared);
  }

  /** Another window has looked. */
  async #takeOver(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const newer = [...(await this.#looks.others())].filter(
      ([id, { at }]) => at > (this.#readAt.get(id) ?? 0) && this.#isKnown(id),
    );
    for (const [id, { at }] of newer) this.#readAt.set(id, at);
    const readings = new Map(newer.map(([id, { reading }]) => [id, reading]));
    if (readings.size > 0) await this.#session.live.keep(readings);
  }

  /** Tickets that nothing here has asked about are of no interest. */
  #isKnown(id: TicketId): boolean {
    return this.#readAt.has(id);
  }

  #show({ spent, pausedUntil }: Budget, perHour: number): void {
    this.#status.show(this.#session, { readAt: Date.now(), spent, perHour, pausedUntil });
  }

  #note(readings: TicketReadings): void {
    const now = Date.now();
    for (const id of readings.keys()) this.#readAt.set(id, now);
  }
}

/** Removes what windows have left behind for folders that nobody has opened for a day. */
export async function forgetOldLooks(storage: vscode.Uri): Promise<void> {
  const folder = vscode.Uri.joinPath(storage, FOLDER);
  try {
    await vscode.workspace.fs.createDirectory(folder);
    for (const [name] of await vscode.workspace.fs.readDirectory(folder)) {
      const uri = vscode.Uri.joinPath(folder, name);
      const { mtime } = await vscode.workspace.fs.stat(uri);
      if (Date.now() - mtime > DAY_MS) await vscode.workspace.fs.delete(uri);
    }
  } catch {
    // Another window tidies up as well, or nothing can be kept here at all.
  }
}
