import * as vscode from "vscode";
import { commentRuns } from "../../core/view/comment-runs.ts";
import type { OpenSpecs } from "../workspace/open-specs.ts";

/** Folds the Canon comments of the spec in front, or shows them again. The file stays as it is. */
export async function foldComments(specs: OpenSpecs, way: "fold" | "unfold"): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const open = editor === undefined ? undefined : await specs.find(editor.document);
  if (editor === undefined || open === undefined) return;
  const selectionLines = commentRuns(open.spec.comments).map(({ first }) => first - 1);
  if (selectionLines.length === 0 || editor !== vscode.window.activeTextEditor) return;
  const how = way === "fold" ? { levels: 1, direction: "down" } : { levels: 1 };
  await vscode.commands.executeCommand(`editor.${way}`, { ...how, selectionLines });
}
