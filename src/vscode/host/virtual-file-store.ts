import * as vscode from "vscode";
import { refusePath } from "../../adapters/files/workspace-path.ts";
import { err, ok } from "../../core/kernel/result.ts";
import type { FileProblem, FileReading, FileStore, FileWrite } from "../../ports/file-store.ts";
import { listVirtual } from "./list-virtual.ts";

const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

/**
 * Files of a folder that no disk of this machine holds, through the editor's own file systems.
 *
 * Such file systems have no exclusive create, so a lock holds for this window only.
 */
export class VirtualFileStore implements FileStore {
  readonly #folder: vscode.Uri;
  readonly #locks = new Map<string, Promise<unknown>>();

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  list: FileStore["list"] = (patterns, signal) => listVirtual(this.#folder, patterns, signal);

  async read(path: string, maxBytes = DEFAULT_MAX_BYTES): Promise<FileReading> {
    const refused = refusePath(path, false);
    if (refused !== undefined) return { kind: "unreadable", problem: refused };
    const uri = vscode.Uri.joinPath(this.#folder, path);
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      if (stat.type !== vscode.FileType.File) return unreadable(path, "file/not-regular");
      if (stat.size > maxBytes) return unreadable(path, "file/too-large");
      const bytes = await vscode.workspace.fs.readFile(uri);
      return {
        kind: "found",
        text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
      };
    } catch (error) {
      if (isMissing(error)) return { kind: "missing" };
      return unreadable(path, error instanceof TypeError ? "file/not-utf8" : "file/unreadable");
    }
  }

  async replace(path: string, expected: string | null, text: string): Promise<FileWrite> {
    const now = await this.read(path);
    if (now.kind === "unreadable") return { kind: "failed", problem: now.problem };
    const current = now.kind === "found" ? now.text : null;
    if (current !== expected) return { kind: "stale" };
    try {
      const uri = vscode.Uri.joinPath(this.#folder, path);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      return { kind: "done" };
    } catch {
      return { kind: "failed", problem: problem(path, "file/unwritable") };
    }
  }

  remove: FileStore["remove"] = async (path) => {
    const refused = refusePath(path, false);
    if (refused !== undefined) return err(refused);
    try {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(this.#folder, path));
      return ok(undefined);
    } catch (error) {
      return isMissing(error) ? ok(undefined) : err(problem(path, "file/unwritable"));
    }
  };

  withLock: FileStore["withLock"] = async (path, _waitMs, task) => {
    const before = this.#locks.get(path) ?? Promise.resolve();
    const mine = before.then(task, task);
    this.#locks.set(path, mine);
    return ok(await mine);
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}

function unreadable(path: string, code: FileProblem["code"]): FileReading {
  return { kind: "unreadable", problem: problem(path, code) };
}

const MESSAGES: Partial<Record<FileProblem["code"], string>> = {
  "file/not-regular": vscode.l10n.t("This is not a regular file, so it was left alone."),
  "file/too-large": vscode.l10n.t("The file is too large, so it was left alone. Split it."),
  "file/not-utf8": vscode.l10n.t(
    "The file is not UTF-8 text, so it was left alone. Save it as UTF-8.",
  ),
  "file/unwritable": vscode.l10n.t(
    "The file could not be written. Check that the folder is not read-only.",
  ),
};

function problem(path: string, code: FileProblem["code"]): FileProblem {
  const message =
    MESSAGES[code] ?? vscode.l10n.t("The file could not be read. Check that it can be opened.");
  return { code, severity: "error", file: path, line: null, message };
}
