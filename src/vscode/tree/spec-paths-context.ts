import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import { quietRun } from "../host/run.ts";
import type { LoadedConfig } from "../../sync/engine.ts";
import type { FolderSession } from "../workspace/folder-session.ts";
import type { Folders } from "../workspace/folders.ts";

const NAME = "canon.specPaths";

/**
 * Tells the editor which files are specs, so that its menus offer what fits.
 *
 * Listed once a folder is loaded for another reason, and again when its configuration or its files
 * change; nothing is read.
 */
export class SpecPathsContext implements Disposable {
  readonly #paths = new Map<FolderSession, readonly string[]>();
  readonly #configs = new Map<FolderSession, LoadedConfig>();
  readonly #disposables: Disposable[];

  constructor(folders: Folders) {
    const filesChanged = (): void => {
      for (const session of this.#configs.keys()) void this.#list(session);
    };
    this.#disposables = [
      folders.onDidChange((session) => void this.#configChanged(session)),
      vscode.workspace.onDidCreateFiles(filesChanged),
      vscode.workspace.onDidRenameFiles(filesChanged),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #configChanged(session: FolderSession): Promise<void> {
    const { config } = await session.load();
    if (this.#configs.get(session) === config) return;
    this.#configs.set(session, config);
    await this.#list(session);
  }

  async #list(session: FolderSession): Promise<void> {
    const { files, config, isSpec } = await session.load();
    const listing = await files.list(config.config.docPaths, quietRun().signal);
    const specs = listing.files.filter((path) => isSpec(config.config, path));
    this.#paths.set(
      session,
      specs.map((path) => session.uriOf(path).fsPath),
    );
    const all = [...this.#paths.values()].flat();
    await vscode.commands.executeCommand("setContext", NAME, all);
  }
}
