import * as vscode from "vscode";

/**
 * What follows from the whole text of a spec waits this long after a keystroke, everywhere alike:
 * then one parse serves all, and people who type steadily cause none between two letters.
 */
export const TYPING_PAUSE_MS = 500;

/** Resolves when nobody has typed in a document for a moment, or when the editor does not want it any more. */
export function untilTypingPauses(
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<void> {
  // What lies on the disk as it is was not typed just now.
  if (!document.isDirty || token.isCancellationRequested) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      typed.dispose();
      cancelled.dispose();
      resolve();
    };
    let timer = setTimeout(end, TYPING_PAUSE_MS);
    const typed = vscode.workspace.onDidChangeTextDocument(({ document: changed }) => {
      if (changed !== document) return;
      clearTimeout(timer);
      timer = setTimeout(end, TYPING_PAUSE_MS);
    });
    const cancelled = token.onCancellationRequested(end);
  });
}
