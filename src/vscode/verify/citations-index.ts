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
  readonly #disposables: readonly Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(folders: Folders) {
    this.#folders = folders;
    this.onDidChange = this.#changed.event;
    const forget = ({ languageId, uri }: vscode.TextDocument): void => {
      const session = languageId === "markdown" ? folders.of(uri) : undefined;
      if (session !== undefined && this.#known.has(session)) void this.#forgetSpec(session, uri);
    };
    this.#disposables = [
      this.#changed,
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        forget(document);
      }),
      vscode.workspace.onDidSaveTextDocument(forget),
      vscode.workspace.onDidDeleteFiles(() => {
        for (const session of this.#known.keys()) this.#forgetSoon(session);
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
    const reading = import("./cited-code.ts").then((code) => code.readCitedCode(session));
    this.#known.set(session, reading);
    // The next one who asks tries again.
    reading.catch(() => this.#known.delete(session));
    return reading;
  }

  /** Other Markdown names no code. */
  async #forgetSpec(session: FolderSession, uri: vscode.Uri): Promise<void> {
    const { config, isSpec } = await session.load();
    const path = session.pathOf(uri);
    if (path !== undefined && isSpec(config.config, path)) this.#forgetSoon(session);
  }

  #forgetSoon(session: FolderSession): void {
    this.#known.delete(session);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#changed.fire();
    }, SETTLE_MS);
  }
}
