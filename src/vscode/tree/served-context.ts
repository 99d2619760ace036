import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { Folders } from "../workspace/folders.ts";

/** The same traces that start the extension. */
const TRACES = {
  "canon.isServed": ["CANON.yaml", "SPECWRIGHT.yaml", ".canon", "docs/specs"],
  "canon.hasDesign": [".design"],
} as const;

type ContextName = keyof typeof TRACES;

/** Tells the editor what a folder of the window has for Canon; its views are hidden elsewhere. */
export class ServedContext implements Disposable {
  readonly #folders: Folders;
  readonly #disposables: Disposable[];
  readonly #last = new Map<ContextName, boolean>();

  constructor(folders: Folders) {
    this.#folders = folders;
    const look = (): void => {
      void this.#look("canon.isServed");
      void this.#look("canon.hasDesign");
    };
    this.#disposables = [
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
    const found = await Promise.all(places.map(exists));
    const isThere = found.includes(true);
    if (isThere === this.#last.get(name)) return;
    this.#last.set(name, isThere);
    await vscode.commands.executeCommand("setContext", name, isThere);
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    // Absent, or not to be read: either way it does not show that the folder is Canon's.
    return false;
  }
}
