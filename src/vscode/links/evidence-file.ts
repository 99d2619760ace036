import { realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import * as vscode from "vscode";

/**
 * The file that evidence names, if it is a regular file inside the folder.
 *
 * The letters of the path are judged first, so that nothing outside the folder is even looked at.
 */
export async function evidenceFile(
  folder: vscode.Uri,
  path: string,
): Promise<vscode.Uri | undefined> {
  if (!staysInside(path)) return undefined;
  const uri = vscode.Uri.joinPath(folder, path);
  try {
    return (await isRegularFileInside(folder, uri)) ? uri : undefined;
  } catch {
    // A file that cannot be looked at gets no link; the text says its name all the same.
    return undefined;
  }
}

/** Tells whether a path from a spec can only mean something below the folder. */
export function staysInside(path: string): boolean {
  if (path === "" || path.length > 1024 || /[\\:%\p{Cc}]/u.test(path)) return false;
  if (path.startsWith("/") || path.startsWith("~")) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

async function isRegularFileInside(folder: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== "file") {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.File;
  }
  const [root, real] = await Promise.all([realpath(folder.fsPath), realpath(uri.fsPath)]);
  const isInside = real.startsWith(root.endsWith(sep) ? root : root + sep);
  return isInside && (await stat(real)).isFile();
}
