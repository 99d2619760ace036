import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";

/** The scheme of texts that are merged: they can be edited and saved, and are nowhere on disk. */
const MERGE_SCHEME = "canon-merge";

const NOW = 0;

/** Files in memory that exist while a person merges texts. */
export class MergeFiles implements vscode.FileSystemProvider, Disposable {
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #contents = new Map<string, { bytes: Uint8Array; version: number }>();
  readonly #registration: Disposable;

  constructor() {
    this.onDidChangeFile = this.#changed.event;
    this.#registration = vscode.workspace.registerFileSystemProvider(MERGE_SCHEME, this, {
      isCaseSensitive: true,
    });
  }

  put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: MERGE_SCHEME, path: `/${path}` });
    this.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  }

  textOf(uri: vscode.Uri): string {
    return new TextDecoder().decode(this.#at(uri).bytes);
  }

  /** Goes up with each save. */
  versionOf(uri: vscode.Uri): number {
    return this.#at(uri).version;
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, version } = this.#at(uri);
    return { type: vscode.FileType.File, ctime: NOW, mtime: version, size: bytes.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#at(uri).bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const version = (this.#contents.get(uri.path)?.version ?? NOW) + 1;
    this.#contents.set(uri.path, { bytes, version });
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): Disposable {
    return { dispose: () => undefined };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
    this.#contents.clear();
  }

  #at(uri: vscode.Uri): { bytes: Uint8Array; version: number } {
    const content = this.#contents.get(uri.path);
    if (content === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return content;
  }
}
