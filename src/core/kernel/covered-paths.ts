/**
 * Tells whether a file is one of these files and folders, or lies in one of them.
 *
 * Shape:  paths as the workspace has them, with `/`; a `/` at the end says nothing, and the empty
 *         path and `.` are the whole workspace.
 */
export function coveredBy(wanted: readonly string[]): (file: string) => boolean {
  const paths = new Set(wanted.map(withoutSlash));
  if (paths.has("") || paths.has(".")) return () => true;
  return (file) => selfAndFolders(file).some((path) => paths.has(path));
}

/** Those of these files and folders that are none of the files and hold none of them. */
export function coveringNone(wanted: readonly string[], files: readonly string[]): string[] {
  const held = new Set(["", ".", ...files.flatMap(selfAndFolders)]);
  return files.length === 0 ? [...wanted] : wanted.filter((one) => !held.has(withoutSlash(one)));
}

function selfAndFolders(path: string): string[] {
  const all = [path];
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    all.push(path.slice(0, end));
  }
  return all;
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, "");
}
