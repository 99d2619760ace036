import * as vscode from "vscode";
import type { SpecReading } from "../../core/plan/snapshot.ts";
import { WHOLE_WORKSPACE, type LoadedConfig, type Scope } from "../../sync/engine.ts";
import type { Disposable } from "../host/disposable.ts";
import { considerateRun } from "../host/run.ts";
import { TYPING_PAUSE_MS } from "../host/typing-pause.ts";
import type { FolderSession } from "./folder-session.ts";
import type { Folders } from "./folders.ts";

interface Kept {
  readings: Promise<readonly SpecReading[]>;
  /** What the readings were made with; absent while they are read for the first time. */
  config?: LoadedConfig;
  /** Files that changed since. */
  readonly changed: Set<string>;
}

/**
 * All specs of each folder, as the editor has them: read when somebody first asks, and after a
 * change only what changed. A spec that did not change stays the same object, and so does the list.
 */
export class SpecIndex implements Disposable {
  /** Fires when what was read is no longer true; who shows it asks again. */
  readonly onDidChange: vscode.Event<void>;
  readonly #fired = new vscode.EventEmitter<void>();
  readonly #kept = new Map<FolderSession, Kept>();
  readonly #folders: Folders;
  readonly #disposables: Disposable[] = [this.#fired];
  #isWatching = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(folders: Folders) {
    this.#folders = folders;
    this.onDidChange = this.#fired.event;
  }

  /** In the order of their paths. */
  all(session: FolderSession): Promise<readonly SpecReading[]> {
    if (!this.#isWatching) this.#watch();
    const kept = this.#kept.get(session);
    if (kept === undefined) return this.#readAll(session);
    if (kept.changed.size === 0) return kept.readings;
    const paths = [...kept.changed];
    kept.changed.clear();
    return this.#keep(session, kept, readAgain(session, kept.readings, paths));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #readAll(session: FolderSession): Promise<readonly SpecReading[]> {
    const kept: Kept = { readings: Promise.resolve([]), changed: new Set() };
    this.#kept.set(session, kept);
    const reading = session.load().then(({ config }) => {
      kept.config = config;
      return read(session, WHOLE_WORKSPACE);
    });
    return this.#keep(session, kept, reading);
  }

  #keep(
    session: FolderSession,
    kept: Kept,
    readings: Promise<readonly SpecReading[]>,
  ): Promise<readonly SpecReading[]> {
    kept.readings = readings;
    readings.catch(() => {
      // The next one who asks tries again.
      if (this.#kept.get(session) === kept) this.#kept.delete(session);
    });
    return readings;
  }

  /** Specs come and go without an editor, too: with a checkout, or from a terminal. */
  #watch(): void {
    this.#isWatching = true;
    const { workspace } = vscode;
    const files = workspace.createFileSystemWatcher("**/*.md");
    // A folder that goes takes its specs along without a word about each.
    const gone = workspace.createFileSystemWatcher("**/*", true, true, false);
    const changed = (uri: vscode.Uri): void => {
      this.#noteChange(uri);
    };
    this.#disposables.push(
      ...[
        files,
        files.onDidChange(changed),
        files.onDidCreate(changed),
        files.onDidDelete(changed),
      ],
      ...[gone, gone.onDidDelete((uri) => this.#noteGone(uri))],
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const isMarkdown = document.languageId === "markdown";
        if (isMarkdown && contentChanges.length > 0) this.#noteChange(document.uri);
      }),
      workspace.onDidCloseTextDocument(({ languageId, uri }) => {
        if (languageId === "markdown") this.#noteChange(uri);
      }),
      workspace.onDidChangeWorkspaceFolders(() => {
        const open = new Set(this.#folders.all());
        for (const session of this.#kept.keys()) if (!open.has(session)) this.#forget(session);
      }),
      this.#folders.onDidChange((session) => void this.#noteConfig(session)),
    );
  }

  #noteChange(uri: vscode.Uri): void {
    const session = this.#folders.of(uri);
    const kept = session === undefined ? undefined : this.#kept.get(session);
    const path = session?.pathOf(uri);
    if (kept === undefined || path === undefined) return;
    kept.changed.add(path);
    this.#fireSoon();
  }

  #noteGone(uri: vscode.Uri): void {
    const session = this.#folders.of(uri);
    const kept = session === undefined ? undefined : this.#kept.get(session);
    const path = session?.pathOf(uri);
    if (kept === undefined || path === undefined) return;
    void kept.readings.then((specs) => {
      const lost = specs.filter(({ file }) => file.startsWith(`${path}/`));
      for (const { file } of lost) kept.changed.add(file);
      if (lost.length > 0) this.#fireSoon();
    });
  }

  /** Other files may be specs now. Tickets that are known anew change no spec. */
  async #noteConfig(session: FolderSession): Promise<void> {
    const kept = this.#kept.get(session);
    if (kept?.config === undefined || (await session.load()).config === kept.config) return;
    this.#forget(session);
  }

  #forget(session: FolderSession): void {
    if (this.#kept.delete(session)) this.#fireSoon();
  }

  #fireSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#fired.fire();
    }, TYPING_PAUSE_MS);
  }
}

async function read(session: FolderSession, scope: Scope): Promise<readonly SpecReading[]> {
  const { engine } = await session.load();
  return (await engine.readSpecs(scope, considerateRun())).specs;
}

async function readAgain(
  session: FolderSession,
  before: Promise<readonly SpecReading[]>,
  paths: readonly string[],
): Promise<readonly SpecReading[]> {
  const known = new Map((await before).map((spec) => [spec.file, spec]));
  const { config, isSpec } = await session.load();
  // Other Markdown is none of Canon's business, and must not cost a reading.
  const specs = paths.filter((path) => known.has(path) || isSpec(config.config, path));
  const now = specs.length === 0 ? [] : await read(session, { paths: specs, section: null });
  const isSame = (spec: SpecReading): boolean => {
    const old = known.get(spec.file);
    return old?.document.text === spec.document.text && old.isUnsaved === spec.isUnsaved;
  };
  const found = new Set(now.map(({ file }) => file));
  const lost = specs.filter((path) => known.has(path) && !found.has(path));
  const fresh = now.filter((spec) => !isSame(spec));
  if (lost.length + fresh.length === 0) return before;
  for (const path of lost) known.delete(path);
  for (const spec of fresh) known.set(spec.file, spec);
  return [...known.values()].sort((one, other) => (one.file < other.file ? -1 : 1));
}
