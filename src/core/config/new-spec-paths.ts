import { matchPath } from "./match-path.ts";

const WILD = /[*?]/;

/**
 * Where a new spec may be put so that it is one: a path for each folder that holds specs.
 *
 * Shape:  in the order of the patterns, each path once; relative to the workspace folder. `specs` are
 *         the files that are specs already, whose folders fill in what a pattern leaves open. `name`
 *         has no ending, and is not `_…`.
 */
export function newSpecPaths(
  docPaths: readonly string[],
  specs: readonly string[],
  name: string,
): string[] {
  const paths = docPaths.flatMap((pattern) =>
    foldersOf(pattern, specs)
      .map((folder) => `${folder}${fileOf(pattern, name)}`)
      .filter((path) => /^[^*?]+\.md$/.test(path) && matchPath(pattern, path, false)),
  );
  return [...new Set(paths)];
}

/** Each with its slash; the root is empty. */
function foldersOf(pattern: string, specs: readonly string[]): string[] {
  const fixed = pattern.slice(0, pattern.lastIndexOf("/") + 1).replaceAll("**/", "");
  const own = WILD.test(fixed) ? [] : [fixed];
  if (!pattern.slice(0, pattern.lastIndexOf("/") + 1).includes("*") && !pattern.endsWith("**")) {
    return own;
  }
  const used = specs
    .filter((path) => matchPath(pattern, path, false))
    .map((path) => path.slice(0, path.lastIndexOf("/") + 1));
  return [...own, ...[...new Set(used)].sort()];
}

function fileOf(pattern: string, name: string): string {
  const last = pattern.slice(pattern.lastIndexOf("/") + 1);
  if (!WILD.test(last)) return last;
  const filled = last.replace(/\*+/, name).replaceAll(/\*+/g, "");
  return filled.endsWith(".md") ? filled : `${filled}.md`;
}
