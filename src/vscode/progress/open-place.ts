import * as vscode from "vscode";
import type { FolderSession } from "../workspace/folder-session.ts";

/** Shows a line of a spec, beside the page where there is room. Units: `line` counts from 1. */
export async function openPlace(session: FolderSession, file: string, line: number): Promise<void> {
  const uri = session.uriOf(file);
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const at = new vscode.Position(Math.min(line, document.lineCount) - 1, 0);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  } catch {
    // The page is read again in a moment, and then shows that it is gone.
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} cannot be opened: it was moved or removed.", file),
    );
  }
}
