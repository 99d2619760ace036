import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";

export type FileProblem = Problem<
  | "file/missing"
  | "file/not-regular"
  | "file/outside-workspace"
  | "file/too-large"
  | "file/not-utf8"
  | "file/unreadable"
  | "file/unwritable"
  | "file/disk-full"
  | "file/too-many"
  | "file/locked"
>;

/**
 * Paths are relative to the workspace root, with forward slashes, and never leave it.
 *
 * `isUnsaved`: the text stands in an editor and may still be thrown away.
 */
export type FileReading =
  | { readonly kind: "found"; readonly text: string; readonly isUnsaved?: boolean }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly problem: FileProblem };

export type FileWrite =
  | { readonly kind: "done"; readonly isUnsaved?: boolean }
  | { readonly kind: "stale" }
  | { readonly kind: "failed"; readonly problem: FileProblem };

/**
 * The files of one workspace.
 *
 * Texts keep every character, a byte-order mark included. No method rejects for an expected
 * failure. Regular files inside the root only, checked after links are resolved.
 */
export interface FileStore {
  /**
   * Lists files that match any of the patterns, sorted, each once.
   *
   * Shape:  patterns as in `specs.doc_paths`: `*` stops at a slash, `**` does not, `?` is one
   *         character; names that begin with `_` are left to the caller.
   * Errors: unreadable folders and capped listings are problems beside the files found.
   */
  list(
    patterns: readonly string[],
    signal: CancelSignal,
  ): Promise<{ readonly files: readonly string[]; readonly problems: readonly FileProblem[] }>;

  /** Reads one file as UTF-8, up to `maxBytes` (5 MB unless told). */
  read(path: string, maxBytes?: number): Promise<FileReading>;

  /**
   * Replaces a file in one step, if its text still is `expected` (null: it must not exist).
   *
   * A reader sees the old text or the new one, whatever dies. Missing folders are made.
   */
  replace(path: string, expected: string | null, text: string): Promise<FileWrite>;

  /** Removes a file; a missing one is fine. */
  remove(path: string): Promise<Result<void, FileProblem>>;

  /**
   * Runs `task` while holding an exclusive lock that other processes respect.
   *
   * Shape:  `path` names the lock file. A lock whose owner died is taken over.
   * Errors: `file/locked` when somebody else held it for `waitMs`.
   */
  withLock<T>(
    path: string,
    waitMs: number,
    task: () => Promise<T>,
  ): Promise<Result<T, FileProblem>>;
}
