import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FolderHost } from "./folder-host.ts";
import { FolderSession } from "./folder-session.ts";

/** One session for each workspace folder, made and ended as folders come and go. */
export class Folders implements Disposable {
  readonly onDidOpen: vscode.Event<FolderSession>;
  /** Fires when tickets or configuration of any folder are known anew. */
  readonly onDidChange: vscode.Event<FolderSession>;
  readonly #opened = new vscode.EventEmitter<FolderSession>();
  readonly #changed = new vscode.EventEmitter<FolderSession>();
  readonly #sessions = new Map<string, FolderSession>();
  readonly #host: FolderHost;
  readonly #listener: Disposable;

  constructor(host: FolderHost) {
    this.#host = host;
    this.onDidOpen = this.#opened.event;
    this.onDidChange = this.#changed.event;
    this.#listener = vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      for (const folder of removed) this.#close(folder);
      this.all();
    });
  }

  all(): FolderSession[] {
    return (vscode.workspace.workspaceFolders ?? []).map((folder) => this.#session(folder));
  }

  of(uri: vscode.Uri): FolderSession | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder === undefined ? undefined : this.#session(folder);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#opened.dispose();
    this.#changed.dispose();
    for (const session of this.#sessions.values()) session.dispose();
    this.#sessions.clear();
  }

  #session(folder: vscode.WorkspaceFolder): FolderSession {
    const key = folder.uri.toString();
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const session = new FolderSession(folder, this.#host);
    this.#sessions.set(key, session);
    session.onDidChange(() => {
      this.#changed.fire(session);
    });
    this.#opened.fire(session);
    return session;
  }

  #close(folder: vscode.WorkspaceFolder): void {
    const key = folder.uri.toString();
    this.#sessions.get(key)?.dispose();
    this.#sessions.delete(key);
  }
}
