/**
 * The folders below which all files lie that these patterns can match.
 *
 * Shape:  without doubles, and without a folder that lies in another one; `.` is the whole
 *         workspace. A pattern that leads out of the workspace names none.
 */
export function specFolders(docPaths: readonly string[]): string[] {
  const folders = [...new Set(docPaths.flatMap(fixedPart))].sort();
  if (folders.includes(".")) return ["."];
  return folders.filter((one) => !folders.some((other) => one.startsWith(`${other}/`)));
}

/** What stands before the first part with a placeholder; the file itself is no folder. */
function fixedPart(pattern: string): string[] {
  const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return [];
  const placeholder = parts.findIndex((part) => /[*?]/.test(part));
  const fixed = parts.slice(0, placeholder < 0 ? parts.length - 1 : placeholder);
  return [fixed.length === 0 ? "." : fixed.join("/")];
}
