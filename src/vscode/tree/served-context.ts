import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { Folders } from "../workspace/folders.ts";

/** The same traces of Canon that start the extension. */
const TRACES = ["CANON.yaml", "SPECWRIGHT.yaml", ".canon", "docs/specs"];

/** Tells the editor whether a folder of the window is one of Canon's; its view is hidden elsewhere. */
export class ServedContext implements Disposable {
  readonly #folders: Folders;
  readonly #disposables: Disposable[];
  #last: boolean | undefined;

  constructor(folders: Folders) {
    this.#folders = folders;
    const look = (): void => {
      void this.#look();
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

  async #look(): Promise<void> {
    const places = this.#folders
      .all()
      .flatMap((session) => TRACES.map((trace) => session.uriOf(trace)));
    const found = await Promise.all(places.map(exists));
    const isServed = found.includes(true);
    if (isServed === this.#last) return;
    this.#last = isServed;
    await vscode.commands.executeCommand("setContext", "canon.isServed", isServed);
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
