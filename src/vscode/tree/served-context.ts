import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import { isThere } from "../host/is-there.ts";
import type { Folders } from "../workspace/folders.ts";

/** The traces that start the extension come first; the others tell how far a person has come. */
const TRACES = {
  "canon.isServed": ["CANON.yaml", "SPECWRIGHT.yaml", ".canon", "docs/specs"],
  "canon.hasDesign": [".design"],
  "canon.isConfigured": ["CANON.yaml", "SPECWRIGHT.yaml"],
  "canon.hasSynced": [".canon/links.json"],
} as const;

type ContextName = keyof typeof TRACES;

const NAMES = Object.keys(TRACES) as ContextName[];

/** What comes while a window is open, as with a set-up or a first sync. */
const COMING = "**/{CANON.yaml,SPECWRIGHT.yaml,.canon/links.json}";

/** Tells the editor what a folder of the window has for Canon; its views are hidden elsewhere. */
export class ServedContext implements Disposable {
  readonly #folders: Folders;
  readonly #disposables: Disposable[];
  readonly #last = new Map<ContextName, boolean>();

  constructor(folders: Folders) {
    this.#folders = folders;
    const look = (): void => {
      for (const name of NAMES) void this.#look(name);
    };
    const watcher = vscode.workspace.createFileSystemWatcher(COMING, false, true, false);
    this.#disposables = [
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidDelete(look),
      folders.onDidOpen(look),
      folders.onDidChange(look),
      vscode.workspace.onDidChangeWorkspaceFolders(look),
    ];
    look();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #look(name: ContextName): Promise<void> {
    const places = this.#folders
      .all()
      .flatMap((session) => TRACES[name].map((trace) => session.uriOf(trace)));
    const found = await Promise.all(places.map(isThere));
    const hasTrace = found.includes(true);
    if (hasTrace === this.#last.get(name)) return;
    this.#last.set(name, hasTrace);
    await vscode.commands.executeCommand("setContext", name, hasTrace);
  }
}
