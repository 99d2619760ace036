import * as vscode from "vscode";

/** Nothing was guessed: a command that found no section does nothing. */
export function sayNoSection(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "Canon found no section here. Put the cursor into a section of a spec, then try again.",
    ),
  );
}

export function sayNoSpec(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "This file is not a spec of the workspace. Specs are the files that specs.doc_paths in CANON.yaml names, by default docs/specs/*.md.",
    ),
  );
}
