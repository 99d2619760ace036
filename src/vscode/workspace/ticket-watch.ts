import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "./folder-session.ts";
import type { Folders } from "./folders.ts";
import type { OpenSpecs } from "./open-specs.ts";
import { shownTickets } from "./shown-tickets.ts";

/** Several files of one sync or checkout count as one change. */
const SETTLE_MS = 150;

/**
 * Reads tickets of the embedded tracker again when their files change, and what syncs have noted.
 * Neither asks a host.
 */
export class TicketWatch implements Disposable {
  readonly #specs: OpenSpecs;
  readonly #disposables: Disposable[] = [];
  readonly #timers = new Map<FolderSession, NodeJS.Timeout>();

  constructor(folders: Folders, specs: OpenSpecs) {
    this.#specs = specs;
    this.#disposables.push(
      folders.onDidOpen((session) => {
        this.#watchFiles(session);
      }),
    );
    for (const session of folders.all()) this.#watchFiles(session);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #watchFiles(session: FolderSession): void {
    const pattern = new vscode.RelativePattern(session.folder, ".canon/tickets/*.md");
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (): void => {
      clearTimeout(this.#timers.get(session));
      const timer = setTimeout(() => void readLocalAgain(session, this.#specs), SETTLE_MS);
      this.#timers.set(session, timer);
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    const notes = new vscode.RelativePattern(
      session.folder,
      ".canon/cache/{references,tickets}.json",
    );
    const noteWatcher = vscode.workspace.createFileSystemWatcher(notes);
    const noted = (): void => void session.live.readNotes();
    noteWatcher.onDidChange(noted);
    noteWatcher.onDidCreate(noted);
    noteWatcher.onDidDelete(noted);
    this.#disposables.push(watcher, noteWatcher);
  }
}

async function readLocalAgain(session: FolderSession, specs: OpenSpecs): Promise<void> {
  const refs = (await shownTickets(specs)).get(session) ?? [];
  const local = [...session.live.known(), ...refs].filter((ref) => ref.system === "local");
  await session.live.refresh(local);
}
