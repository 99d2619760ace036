import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join, relative, sep } from "node:path";

/**
 * The absolute path of a program, from the PATH.
 *
 * What lies in the workspace is no program of this machine: a repository could bring one that is
 * called like a known tool. Relative entries of the PATH lead into the current folder and are
 * passed over as well.
 */
export function findProgram(
  name: string,
  searchPath: string | undefined,
  workspace: string,
): string | undefined {
  const names = sep === "\\" ? [`${name}.exe`] : [name];
  return (searchPath ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => names.map((each) => join(folder, each)))
    .find((path) => isProgram(path) && !isInside(workspace, path));
}

/**
 * The absolute path of what a person wrote as a command; undefined where there is none.
 *
 * A name is looked for by `find`. What lies beside the workspace's files is no program.
 */
export function locateProgram(
  command: string,
  home: string,
  find: (name: string) => string | undefined,
): string | undefined {
  if (command.startsWith("~/")) return home + command.slice(1);
  if (isAbsolute(command)) return command;
  return /[\\/]/.test(command) ? undefined : find(command);
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A link outside may point inside, and the other way round: neither the name nor the file counts alone. */
function isInside(workspace: string, path: string): boolean {
  const roots = [workspace, realPath(workspace)];
  return [path, realPath(path)].some((one) => roots.some((root) => leadsInto(root, one)));
}

function leadsInto(root: string, path: string): boolean {
  const way = relative(root, path);
  return !isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
