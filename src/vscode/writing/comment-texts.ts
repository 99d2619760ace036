import * as vscode from "vscode";
import type { DeltaKind } from "../../core/model/spec.ts";
import type { SpecState } from "../../core/model/status.ts";

export type CommentWord = "delta" | "realized-in" | "shadow" | "system" | "ticket";

/** What a kind of comment is for, with an example. */
export function wordText(word: CommentWord): { description: string; documentation: string } {
  switch (word) {
    case "ticket":
      return {
        description: vscode.l10n.t("The ticket of this section"),
        documentation: "`<!-- canon:ticket:jira:PAY-142 -->`",
      };
    case "system":
      return {
        description: vscode.l10n.t("The status of this section"),
        documentation: "`<!-- canon:system:key-gen status:in_progress -->`",
      };
    case "realized-in":
      return {
        description: vscode.l10n.t("The change and the code of it"),
        documentation: "`<!-- canon:realized-in:PR#412 src/payments/keys.ts:14-38 -->`",
      };
    case "shadow":
      return {
        description: vscode.l10n.t("A copy of the ticket elsewhere"),
        documentation: "`<!-- canon:shadow:linear:ENG-7 -->`",
      };
    case "delta":
      return {
        description: vscode.l10n.t("What is new since last time"),
        documentation: "`<!-- canon:delta:modified -->`",
      };
  }
}

/** What a status means, in the words of the documentation. */
export function stateText(state: SpecState | "blocked:"): string {
  switch (state) {
    case "draft":
      return vscode.l10n.t("Not agreed yet");
    case "todo":
      return vscode.l10n.t("Agreed, not begun");
    case "in_progress":
      return vscode.l10n.t("Begun");
    case "done":
      return vscode.l10n.t("Finished");
    case "blocked":
      return vscode.l10n.t("Waits");
    case "blocked:":
      return vscode.l10n.t("Waits for a ticket");
    case "deprecated":
      return vscode.l10n.t("Given up");
  }
}

export function deltaText(delta: DeltaKind): string {
  switch (delta) {
    case "added":
      return vscode.l10n.t("New since the last version");
    case "modified":
      return vscode.l10n.t("Changed since the last version");
    case "removed":
      return vscode.l10n.t("No longer part of this version");
  }
}
