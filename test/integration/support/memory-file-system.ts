import * as vscode from "vscode";

/** A file system of the editor that lies on no disk: a flat map of paths to bytes. */
export class MemoryFileSystem implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(uri.path);
    if (bytes !== undefined)
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (!this.#isFolder(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const bytes = this.files.get(uri.path);
    if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.files.set(uri.path, content);
  }

  delete(uri: vscode.Uri): void {
    if (!this.files.delete(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
  }

  createDirectory(): void {
    // Folders are the beginnings of paths and need no making.
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions("Nothing is renamed here.");
  }

  #isFolder(path: string): boolean {
    const start = path.endsWith("/") ? path : `${path}/`;
    return path === "/" || [...this.files.keys()].some((each) => each.startsWith(start));
  }
}
