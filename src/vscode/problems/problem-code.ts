import * as vscode from "vscode";

/** Texts that explain a problem, one for each code. */
export const HELP_SCHEME = "canon-help";

/** A code that leads to its explanation. */
export function linkedCode(code: string): { readonly value: string; readonly target: vscode.Uri } {
  return { value: code, target: vscode.Uri.from({ scheme: HELP_SCHEME, path: `/${code}.md` }) };
}

/** The code of a problem that Canon shows; empty for those of others. */
export function codeOf({ code, source }: vscode.Diagnostic): string {
  if (source !== "Canon" || code === undefined) return "";
  return String(typeof code === "object" ? code.value : code);
}
