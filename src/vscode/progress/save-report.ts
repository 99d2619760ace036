import * as vscode from "vscode";
import { htmlReport } from "../../core/progress/html-report.ts";
import type { ProgressWords } from "../../core/progress/progress-words.ts";
import type { ProgressReport } from "../../core/progress/report.ts";
import { svgReport } from "../../core/progress/svg-report.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

/** Asks where a report is to go, and writes it there. */
export async function saveReport(
  report: ProgressReport,
  words: ProgressWords,
  kind: "saveHtml" | "saveSvg",
  { folder }: FolderSession,
): Promise<void> {
  const isHtml = kind === "saveHtml";
  const text = isHtml ? htmlReport(report, words) : svgReport(report, words);
  if (text === null) return;
  const name = isHtml ? "progress.html" : "progress.svg";
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save the progress report"),
    defaultUri: vscode.Uri.joinPath(folder.uri, name),
    filters: isHtml ? { HTML: ["html"] } : { SVG: ["svg"] },
  });
  if (uri === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("The report could not be written there. Choose another place."),
    );
    return;
  }
  vscode.window.setStatusBarMessage(vscode.l10n.t("Canon: the report was saved."), 5000);
}
