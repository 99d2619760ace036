import * as vscode from "vscode";
import { configAt } from "../../core/config/config-place.ts";
import { shapeMarkdown } from "./config-texts.ts";

/** What the name at a place is for. */
export function configHover(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const found = configAt(document.getText(), document.offsetAt(position));
  if (found === undefined) return undefined;
  const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
  return new vscode.Hover(shapeMarkdown(found.shape), range);
}
