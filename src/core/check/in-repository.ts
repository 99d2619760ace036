import type { Problem } from "../kernel/problem.ts";

/**
 * Problems with their files as the repository names them, for readers that know the repository and
 * not where the workspace lies in it.
 *
 * Shape:  `folder` is the workspace within the repository, with forward slashes; empty at its root.
 *         A problem of no file is put on `fallback`, where one is named: some readers refuse a
 *         problem that is nowhere.
 */
export function inRepository(
  problems: readonly Problem[],
  folder: string,
  fallback?: string,
): Problem[] {
  return problems.map((problem) => {
    const file = problem.file ?? fallback;
    return file === undefined ? problem : { ...problem, file: repositoryPath(file, folder) };
  });
}

export function repositoryPath(file: string, folder: string): string {
  return folder === "" ? file : `${folder}/${file}`;
}
