import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import type { LoadedConfig } from "../../sync/engine.ts";
import type { FolderEngine } from "./engine-host.ts";
import type { FolderHost } from "./folder-host.ts";
import { LiveTickets } from "./live-tickets.ts";

/** A folder whose engine and configuration are loaded. */
export interface LoadedFolder extends FolderEngine {
  readonly config: LoadedConfig;
}

/** One workspace folder: its engine, its configuration and what is known of its tickets. */
export class FolderSession implements Disposable {
  readonly folder: vscode.WorkspaceFolder;
  readonly live: LiveTickets;
  /** Fires when tickets or configuration are known anew. */
  readonly onDidChange: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #host: FolderHost;
  #engine: Promise<FolderEngine> | undefined;
  #loaded: Promise<LoadedFolder> | undefined;

  constructor(folder: vscode.WorkspaceFolder, host: FolderHost) {
    this.folder = folder;
    this.#host = host;
    this.onDidChange = this.#changed.event;
    const changed = (): void => {
      this.#changed.fire();
    };
    this.live = new LiveTickets(() => this.load(), changed);
  }

  /** Loads engine and configuration on first use; the same promise for everybody after that. */
  load(): Promise<LoadedFolder> {
    this.#loaded ??= this.#loadFresh().catch((error: unknown) => {
      // The next one who asks tries again.
      this.#loaded = undefined;
      this.#engine = undefined;
      throw error;
    });
    return this.#loaded;
  }

  /** Forgets the configuration, which moved, and reads it again. */
  async reloadConfig(): Promise<void> {
    if (this.#loaded === undefined) return;
    this.#loaded = undefined;
    await this.load();
    this.#changed.fire();
  }

  /** The path from the folder to a file inside it, with forward slashes; undefined outside. */
  pathOf(uri: vscode.Uri): string | undefined {
    const { uri: root } = this.folder;
    const prefix = root.path.endsWith("/") ? root.path : `${root.path}/`;
    const isInside =
      uri.scheme === root.scheme && uri.authority === root.authority && uri.path.startsWith(prefix);
    return isInside ? uri.path.slice(prefix.length) : undefined;
  }

  uriOf(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder.uri, path);
  }

  dispose(): void {
    this.#changed.dispose();
    this.live.dispose();
  }

  async #loadFresh(): Promise<LoadedFolder> {
    this.#engine ??= this.#openEngine();
    const folderEngine = await this.#engine;
    const config = await folderEngine.engine.loadConfig();
    return { ...folderEngine, config };
  }

  async #openEngine(): Promise<FolderEngine> {
    const { openFolderEngine } = await import("./engine-host.ts");
    return openFolderEngine(this.folder.uri, this.#host.log, await this.#host.accounts());
  }
}
