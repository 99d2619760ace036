import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { nearestUpward } from "./find-root.ts";

/**
 * Where a folder lies in its repository, with forward slashes; empty at the root of the repository
 * and outside of any.
 */
export function repositoryFolder(root: string): string {
  const real = realpathSync(root);
  const repository = nearestUpward(real, ".git");
  return repository === undefined ? "" : relative(repository, real).split(sep).join("/");
}
