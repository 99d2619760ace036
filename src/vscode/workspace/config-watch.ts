import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "./folder-session.ts";
import type { Folders } from "./folders.ts";

const CONFIG_GLOB = "{CANON,SPECWRIGHT}.yaml";
const SETTLE_MS = 200;

/** Reads a folder's configuration again when it changes, stored or typed. */
export class ConfigWatch implements Disposable {
  readonly #disposables: Disposable[] = [];
  readonly #timers = new Map<FolderSession, NodeJS.Timeout>();

  constructor(folders: Folders) {
    this.#disposables.push(
      folders.onDidOpen((session) => {
        this.#watch(session);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const session = folders.of(document.uri);
        const path = session?.pathOf(document.uri);
        if (session !== undefined && (path === "CANON.yaml" || path === "SPECWRIGHT.yaml")) {
          this.#later(session);
        }
      }),
    );
    for (const session of folders.all()) this.#watch(session);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #watch(session: FolderSession): void {
    const pattern = new vscode.RelativePattern(session.folder, CONFIG_GLOB);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (): void => {
      this.#later(session);
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    this.#disposables.push(watcher);
  }

  #later(session: FolderSession): void {
    clearTimeout(this.#timers.get(session));
    this.#timers.set(
      session,
      setTimeout(() => void session.reloadConfig(), SETTLE_MS),
    );
  }
}
