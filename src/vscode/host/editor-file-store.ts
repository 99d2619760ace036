import * as vscode from "vscode";
import type { FileProblem, FileReading, FileStore, FileWrite } from "../../ports/file-store.ts";
import { minimalEdit } from "./minimal-edit.ts";
import { waitUntilReloaded } from "./wait-until-reloaded.ts";

const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

/**
 * The files of one workspace folder as the editor has them.
 *
 * A document with unsaved changes is read from its buffer and edited there, as one step that can
 * be undone, and stays unsaved. Everything else is read and replaced where it is stored, so that
 * every byte outside an edit stays and no formatter joins in; an open editor then shows the new
 * text before the write counts as done. Nothing is written before the person trusts the folder.
 */
export class EditorFileStore implements FileStore {
  readonly #folder: vscode.Uri;
  readonly #stored: FileStore;

  /** `stored` is where the files lie when no editor holds unsaved changes. */
  constructor(folder: vscode.Uri, stored: FileStore) {
    this.#folder = folder;
    this.#stored = stored;
  }

  list: FileStore["list"] = (patterns, signal) => this.#stored.list(patterns, signal);

  async read(path: string, maxBytes = DEFAULT_MAX_BYTES): Promise<FileReading> {
    const unsaved = this.#unsaved(path);
    if (unsaved === undefined) return this.#stored.read(path, maxBytes);
    const text = unsaved.getText();
    if (text.length > maxBytes) return { kind: "unreadable", problem: tooLarge(path, maxBytes) };
    return { kind: "found", text, isUnsaved: true };
  }

  async replace(path: string, expected: string | null, text: string): Promise<FileWrite> {
    const refused = this.#refuseWrite(path);
    if (refused !== undefined) return { kind: "failed", problem: refused };
    const unsaved = this.#unsaved(path);
    if (unsaved !== undefined) return replaceInBuffer(unsaved, path, expected, text);
    const write = await this.#stored.replace(path, expected, text);
    const shown = write.kind === "done" ? this.#opened(path) : undefined;
    if (shown === undefined) return write;
    await waitUntilReloaded(shown, text);
    if (!(await this.#isOverwritten(path, expected, text))) return write;
    const again = await this.#stored.replace(path, expected, text);
    if (again.kind === "done") await waitUntilReloaded(shown, text);
    return again;
  }

  remove: FileStore["remove"] = async (path) => {
    const refused = this.#refuseWrite(path);
    return refused === undefined ? this.#stored.remove(path) : { ok: false, error: refused };
  };

  withLock: FileStore["withLock"] = async (path, waitMs, task) => {
    const refused = this.#refuseWrite(path);
    return refused === undefined
      ? this.#stored.withLock(path, waitMs, task)
      : { ok: false, error: refused };
  };

  /**
   * Whether an editor has saved its former text over a change.
   *
   * A save that began before the change, as Ctrl+S does also without changes of one's own, notices a
   * file that moved by its size alone: one status in place of another of the same length is lost.
   */
  async #isOverwritten(path: string, expected: string | null, text: string): Promise<boolean> {
    if (expected === null || expected === text) return false;
    const stored = await this.#stored.read(path);
    return stored.kind === "found" && stored.text === expected;
  }

  #unsaved(path: string): vscode.TextDocument | undefined {
    const document = this.#opened(path);
    return document?.isDirty === true ? document : undefined;
  }

  #opened(path: string): vscode.TextDocument | undefined {
    const wanted = vscode.Uri.joinPath(this.#folder, path).toString();
    return vscode.workspace.textDocuments.find(
      (document) => !document.isClosed && document.uri.toString() === wanted,
    );
  }

  #refuseWrite(path: string): FileProblem | undefined {
    if (!vscode.workspace.isTrusted) {
      return unwritable(
        path,
        vscode.l10n.t(
          "The window is in Restricted Mode, so nothing was written. Trust the folder to let Canon work in it.",
        ),
      );
    }
    if (vscode.workspace.fs.isWritableFileSystem(this.#folder.scheme) === false) {
      return unwritable(path, vscode.l10n.t("The folder is read-only, so nothing was written."));
    }
    return undefined;
  }
}

async function replaceInBuffer(
  document: vscode.TextDocument,
  path: string,
  expected: string | null,
  text: string,
): Promise<FileWrite> {
  const before = document.getText();
  if (before !== expected) return { kind: "stale" };
  const edit = minimalEdit(before, text);
  if (edit === undefined) return { kind: "done", isUnsaved: true };
  const range = new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, edit.text);
  // The editor refuses the edit when the text moved on since it was looked at above.
  if (await vscode.workspace.applyEdit(change)) return { kind: "done", isUnsaved: true };
  if (document.getText() !== before) return { kind: "stale" };
  const message = vscode.l10n.t(
    "The editor did not accept the change. Check that the file is not read-only.",
  );
  return { kind: "failed", problem: unwritable(path, message) };
}

function unwritable(path: string, message: string): FileProblem {
  return { code: "file/unwritable", severity: "error", file: path, line: null, message };
}

function tooLarge(path: string, maxBytes: number): FileProblem {
  const message = vscode.l10n.t(
    "The file is larger than {0} KB, so it was not read. Split it.",
    Math.floor(maxBytes / 1024),
  );
  return { code: "file/too-large", severity: "error", file: path, line: null, message };
}
