import * as vscode from "vscode";

/** What a provider of quick fixes alone is registered with, so that nobody asks it for more. */
export const ONLY_QUICK_FIXES: vscode.CodeActionProviderMetadata = {
  providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
};
