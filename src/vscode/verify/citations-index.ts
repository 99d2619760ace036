import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";
import type { CitingSection } from "./cited-code.ts";

type Cited = ReadonlyMap<string, readonly CitingSection[]>;

/** Typing in a spec is worth one look when it pauses. */
const SETTLE_MS = 500;

/** Which code the specs name; read when it is first asked for, and again when a spec changed. */
export class CitationsIndex implements Disposable {
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #folders: Folders;
  readonly #known = new Map<FolderSession, Promise<Cited>>();
  readonly #disposables: Disposable[];
  #isWatching = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(folders: Folders) {
    this.#folders = folders;
    this.onDidChange = this.#changed.event;
    this.#disposables = [
      this.#changed,
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "markdown") this.#forgetSpec(document.uri);
      }),
    ];
  }

  /** What names a file; nothing for a file outside of all folders. */
  async of(uri: vscode.Uri): Promise<readonly CitingSection[]> {
    const session = this.#folders.of(uri);
    const path = session?.pathOf(uri);
    if (session === undefined || path === undefined) return [];
    const known = this.#known.get(session) ?? this.#read(session);
    return (await known).get(path) ?? [];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #read(session: FolderSession): Promise<Cited> {
    if (!this.#isWatching) this.#watch();
    const reading = import("./cited-code.ts").then((code) => code.readCitedCode(session));
    this.#known.set(session, reading);
    // The next one who asks tries again.
    reading.catch(() => this.#known.delete(session));
    return reading;
  }

  /** Specs come and go without an editor, too: with a checkout, or from a terminal. */
  #watch(): void {
    this.#isWatching = true;
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.md");
    const forget = (uri: vscode.Uri): void => {
      this.#forgetSpec(uri);
    };
    this.#disposables.push(
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
    );
  }

  /** Other Markdown names no code. */
  #forgetSpec(uri: vscode.Uri): void {
    const session = this.#folders.of(uri);
    if (session === undefined || !this.#known.has(session)) return;
    void session.load().then(({ config, isSpec }) => {
      const path = session.pathOf(uri);
      if (path !== undefined && isSpec(config.config, path)) this.#forgetSoon(session);
    });
  }

  #forgetSoon(session: FolderSession): void {
    this.#known.delete(session);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#changed.fire();
    }, SETTLE_MS);
  }
}
