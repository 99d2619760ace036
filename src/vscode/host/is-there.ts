import * as vscode from "vscode";

/** Whether a file or folder can be seen; one that is not to be read is as good as absent. */
export async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
