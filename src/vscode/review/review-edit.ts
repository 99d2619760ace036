import * as vscode from "vscode";
import { applySplices, type Splice } from "../../core/kernel/splice.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { editOf } from "../doctor/map-findings.ts";
import type { PlanDocuments } from "./plan-documents.ts";

/**
 * Shows an edit of one document as a comparison, and makes it when the person says so.
 *
 * It stays unsaved, and one undo takes it back. True when it was made.
 */
export async function reviewEdit(
  document: vscode.TextDocument,
  splices: readonly Splice[],
  label: string,
  documents: PlanDocuments,
): Promise<boolean> {
  const { version } = document;
  const before = document.getText();
  const name = vscode.workspace.asRelativePath(document.uri, false);
  const title = vscode.l10n.t("Canon: {0}, now and after", name);
  await documents.showDiff(name, title, before, applySplices(before, splices));
  const isWanted = await ask(label);
  await documents.closeDiffs();
  if (!isWanted) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: nothing was changed."), 5000);
    return false;
  }
  const isMade =
    document.version === version && (await vscode.workspace.applyEdit(editOf(document, splices)));
  if (isMade) await vscode.window.showTextDocument(document);
  else void vscode.window.showWarningMessage(changedMeanwhile(name));
  return isMade;
}

/** The change is the first entry, so that Enter makes it. */
async function ask(label: string): Promise<boolean> {
  const entries = [
    { label: `$(check) ${vscode.l10n.t("Make this change")}`, isWanted: true },
    { label: `$(close) ${vscode.l10n.t("Leave it as it is")}`, isWanted: false },
  ];
  const picked = await vscode.window.showQuickPick(entries, {
    title: `Canon: ${plainLine(label, 80)}`,
    placeHolder: vscode.l10n.t("The comparison shows what would change. Nothing is changed yet."),
    ignoreFocusOut: true,
  });
  return picked?.isWanted ?? false;
}

function changedMeanwhile(name: string): string {
  return vscode.l10n.t(
    "{0} was edited in the meantime, so nothing was changed. Choose the fix once more.",
    name,
  );
}
