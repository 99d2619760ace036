import type { ChangedFile, MergedWork } from "../../model/merged-work.ts";

/**
 * A piece of work as a workspace sees it that is a folder of the repository.
 *
 * Shape:  `prefix` leads from the root of the repository to the workspace: empty, or with a slash
 *         at its end. Paths count from the workspace then, and files outside of it are left out; a
 *         file that came in from outside was added.
 */
export function inWorkspace(work: MergedWork, prefix: string): MergedWork {
  if (prefix === "") return work;
  return { ...work, files: work.files.flatMap((file) => fileIn(file, prefix)) };
}

function fileIn(file: ChangedFile, prefix: string): ChangedFile[] {
  const path = below(file.path, prefix);
  const previousPath = file.previousPath === null ? null : below(file.previousPath, prefix);
  if (path === null) {
    return file.change === "renamed" && previousPath !== null
      ? [{ path: previousPath, previousPath: null, change: "removed", lines: null }]
      : [];
  }
  const cameIn = file.previousPath !== null && previousPath === null;
  return [{ ...file, path, previousPath, change: cameIn ? "added" : file.change }];
}

function below(path: string, prefix: string): string | null {
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}
