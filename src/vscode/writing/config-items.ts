import * as vscode from "vscode";
import {
  configPlace,
  connectionNames,
  type ConfigKeys,
  type ConfigPath,
  type ConfigPlace,
  type ConfigValue,
} from "../../core/config/config-place.ts";
import { DEFAULT_DOC_PATHS } from "../../core/config/default-config.ts";
import type { Shape } from "../../core/config/shape.ts";
import { shapeMarkdown, wordsOf } from "./config-texts.ts";

/** What can be written at a place of `CANON.yaml`. */
export function configItems(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem[] {
  const text = document.getText();
  const place = configPlace(text, document.offsetAt(position));
  if (place === undefined) return [];
  const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
  // A name or value of several lines is none that was being typed.
  if (!range.isSingleLine) return [];
  const items = place.kind === "key" ? nameItems(place) : valueItems(place, text);
  items.forEach((item, order) => {
    item.range = range;
    item.sortText = String(order).padStart(3, "0");
  });
  return spacedBehindColon(items, document, place);
}

function nameItems({ keys, isNamed }: ConfigKeys): vscode.CompletionItem[] {
  return [...keys].map(([name, shape]) => {
    const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Property);
    item.documentation = shapeMarkdown(shape);
    if (shape.default !== undefined) item.detail = [shape.default].flat().join(", ");
    if (!isNamed) {
      item.insertText = new vscode.SnippetString().appendText(name + startOf(shape));
      if (opensList(shape)) item.command = OPEN_LIST;
    }
    return item;
  });
}

const OPEN_LIST = { command: "editor.action.triggerSuggest", title: "" };

/** What follows a name; the editor indents the line below it as its own. */
function startOf({ kind }: Shape): string {
  if (kind === "record" || kind === "map") return ":\n  ";
  return kind === "list" ? ":\n  - " : ": ";
}

function opensList(shape: Shape): boolean {
  return shape.kind === "record" || shape.kind === "list" || wordsOf(shape).length > 0;
}

function valueItems({ shape, path }: ConfigValue, text: string): vscode.CompletionItem[] {
  const words = wordsOf(shape).map((word) => {
    const item = new vscode.CompletionItem(word, vscode.CompletionItemKind.EnumMember);
    if (String(shape.default) === word) item.detail = vscode.l10n.t("Default");
    item.documentation = new vscode.MarkdownString(shape.description);
    return item;
  });
  if (isTarget(path)) return connectionNames(text).map(valueItem);
  return path.at(-2) === "doc_paths" ? DEFAULT_DOC_PATHS.map(valueItem) : words;
}

function valueItem(name: string): vscode.CompletionItem {
  return new vscode.CompletionItem(name, vscode.CompletionItemKind.Value);
}

function isTarget(path: ConfigPath): boolean {
  return path[0] === "routing" && (path.at(-1) === "target" || path.at(-2) === "shadow_targets");
}

/** `name:` and its value need a blank between them. */
function spacedBehindColon(
  items: vscode.CompletionItem[],
  document: vscode.TextDocument,
  { start }: ConfigPlace,
): vscode.CompletionItem[] {
  if (document.getText()[start - 1] !== ":") return items;
  for (const item of items) {
    if (typeof item.label === "string") item.insertText = ` ${item.label}`;
    item.filterText = typeof item.label === "string" ? item.label : item.label.label;
  }
  return items;
}
