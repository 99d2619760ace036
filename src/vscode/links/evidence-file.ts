import { realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import * as vscode from "vscode";
import { refusePath } from "../../adapters/files/workspace-path.ts";

/**
 * The file that evidence names, if it is a regular file inside the folder.
 *
 * The letters of the path are judged first, so that nothing outside the folder is even looked at.
 */
export async function evidenceFile(
  folder: vscode.Uri,
  path: string,
): Promise<vscode.Uri | undefined> {
  if (refusePath(path, true) !== undefined) return undefined;
  const uri = vscode.Uri.joinPath(folder, path);
  try {
    return (await isRegularFileInside(folder, uri)) ? uri : undefined;
  } catch {
    // A file that cannot be looked at gets no link; the text says its name all the same.
    return undefined;
  }
}

async function isRegularFileInside(folder: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== "file") {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.File;
  }
  const [root, real] = await Promise.all([realpath(folder.fsPath), realpath(uri.fsPath)]);
  const isInside = real.startsWith(root.endsWith(sep) ? root : root + sep);
  return isInside && (await stat(real)).isFile();
}
