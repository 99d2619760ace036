import * as vscode from "vscode";
import { plainBlock, plainLine } from "../../core/view/plain-text.ts";
import type { AttentionNode } from "./attention.ts";

const MAX_LABEL = 120;
const MAX_TOOLTIP = 1000;

/** A row of the view; whatever a tracker wrote stands in it as plain text on one line. */
export function toTreeItem(node: AttentionNode, path: string): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const isTop = !path.includes("/");
  const hasChildren = (node.children?.length ?? 0) > 0;
  const label = plainLine(node.label, MAX_LABEL);
  const item = new vscode.TreeItem(label, hasChildren ? (isTop ? Expanded : Collapsed) : None);
  item.id = path;
  const description = descriptionOf(node);
  if (description !== "") item.description = description;
  item.tooltip = plainBlock(node.tooltip ?? node.label, MAX_TOOLTIP);
  if (node.icon !== undefined) item.iconPath = new vscode.ThemeIcon(node.icon);
  if (node.context !== undefined) item.contextValue = node.context;
  item.accessibilityInformation = {
    label: description === "" ? label : `${label}, ${description}`,
  };
  if (node.command !== undefined) {
    const { id, argument } = node.command;
    item.command = { command: id, title: label, arguments: [argument] };
  }
  if (node.place !== undefined) {
    const { uri, line } = node.place;
    const at = new vscode.Position(line - 1, 0);
    const options = { selection: new vscode.Range(at, at) };
    const args = [vscode.Uri.parse(uri), options];
    item.command = { command: "vscode.open", title: label, arguments: args };
  }
  return item;
}

function descriptionOf(node: AttentionNode): string {
  const count = "count" in node && typeof node.count === "number" ? String(node.count) : "";
  const words = plainLine(node.description ?? "", MAX_LABEL);
  return count === "" ? words : words === "" ? count : `${count}, ${words}`;
}
