import * as vscode from "vscode";
import { coverageOf, coverageWords } from "../../core/view/coverage.ts";
import type { SpecNode } from "../../core/view/spec-tree.ts";
import { specStatusLabel } from "../../core/view/status-words.ts";
import { appendPlain } from "../hover/hover-markdown.ts";
import type { KnownSpecs } from "./known-specs.ts";
import type { RowLook } from "./row-look.ts";

/** Above this many rows side by side, branches begin closed. */
const MANY = 10;

/** A row as the editor wants it; what stands in files and tickets goes in as text. */
export function specRowItem(
  node: SpecNode,
  look: RowLook,
  siblings: number,
  command: vscode.Command | undefined,
): vscode.TreeItem {
  const item = new vscode.TreeItem(look.label, collapsibleOf(node, siblings));
  item.id = node.id;
  item.description = look.description;
  const { shape, colour } = look.icon;
  item.iconPath = new vscode.ThemeIcon(
    shape,
    colour === null ? undefined : new vscode.ThemeColor(colour),
  );
  item.contextValue = look.context;
  item.accessibilityInformation = { label: look.spoken };
  if (command !== undefined) item.command = command;
  return item;
}

/** What the pointer shows of a row: made when it rests there. */
export function specRowTooltip(
  node: SpecNode,
  look: RowLook,
  known: KnownSpecs,
): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString("**");
  appendPlain(markdown, look.label);
  markdown.appendMarkdown("**");
  for (const line of tooltipLines(node, look, known)) {
    markdown.appendMarkdown("  \n");
    appendPlain(markdown, line);
  }
  return markdown;
}

function tooltipLines(node: SpecNode, look: RowLook, known: KnownSpecs): string[] {
  if (node.kind !== "section") return [look.spoken];
  const { section, spec, folder } = node;
  const { live } = known.factsOf(folder, spec, section);
  const title = live?.reading.kind === "found" ? live.reading.ticket.title : "";
  const lines = [specStatusLabel(section.status), look.description, title];
  return [...lines, coverageWords(coverageOf(section)), `${spec.file}:${section.line}`].filter(
    (line) => line !== "",
  );
}

function collapsibleOf(
  { kind, children }: SpecNode,
  siblings: number,
): vscode.TreeItemCollapsibleState {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  if (children.length === 0) return None;
  return kind === "spec" && siblings > MANY ? Collapsed : Expanded;
}
