import { patchLines } from "../../core/kernel/patch-lines.ts";
import type { ChangedFile, LineRange } from "../../core/model/merged-work.ts";

const CHANGES: Readonly<Partial<Record<string, ChangedFile["change"]>>> = {
  A: "added",
  C: "copied",
  D: "removed",
  R: "renamed",
};

/**
 * Reads `git diff-tree --raw -z`.
 *
 * Shape:  without submodules, which have no files of their own here.
 */
export function readRawDiff(text: string): ChangedFile[] {
  const parts = text.split("\0");
  const files: ChangedFile[] = [];
  for (let at = 0; at < parts.length;) {
    const [, oldMode, newMode, letter] =
      /^:(\d{6}) (\d{6}) \S+ \S+ ([A-Z])\d*$/.exec(parts[at] ?? "") ?? [];
    if (letter === undefined) {
      at += 1;
      continue;
    }
    const hasTwo = letter === "R" || letter === "C";
    const [first = "", second = ""] = parts.slice(at + 1, at + 3);
    at += hasTwo ? 3 : 2;
    if (oldMode === SUBMODULE || newMode === SUBMODULE) continue;
    files.push({
      path: hasTwo ? second : first,
      previousPath: hasTwo ? first : null,
      change: CHANGES[letter] ?? "modified",
      lines: null,
    });
  }
  return files;
}

const SUBMODULE = "160000";

/** Adds the written lines from `git diff-tree -p`, for the files whose name stands there plainly. */
export function withLines(files: readonly ChangedFile[], patch: string): ChangedFile[] {
  const lines = new Map<string, readonly LineRange[] | null>();
  // Lines of a file begin with a sign of their own, so that only a header can begin like this.
  for (const part of patch.split(/^diff --git /m).slice(1)) {
    const hunks = part.indexOf("\n@@ ");
    const path = /^\+\+\+ b\/([^\n\t"]{1,4000})\t?$/m.exec(
      part.slice(0, hunks < 0 ? 0 : hunks),
    )?.[1];
    if (path !== undefined)
      lines.set(path, lines.has(path) ? null : patchLines(part.slice(hunks + 1)));
  }
  return files.map((file) => ({ ...file, lines: lines.get(file.path) ?? null }));
}
