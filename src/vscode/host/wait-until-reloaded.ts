import * as vscode from "vscode";

const PATIENCE_MS = 2000;

/**
 * Waits until an open editor shows what was just stored, for at most two seconds: where the
 * editor hears of changes late, it reloads by itself afterwards.
 */
export function waitUntilReloaded(document: vscode.TextDocument, stored: string): Promise<void> {
  const wanted = asLines(stored);
  const isShown = (): boolean => document.isClosed || asLines(document.getText()) === wanted;
  if (isShown()) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
      resolve();
    };
    const listeners = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && isShown()) finish();
      }),
      // Saved with its former text, it has nothing to reload any more.
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved === document) finish();
      }),
    ];
    const timer = setTimeout(finish, PATIENCE_MS);
  });
}

/** The editor keeps neither a byte-order mark nor mixed line endings in its buffer. */
function asLines(text: string): string {
  return text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
}
