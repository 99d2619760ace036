import * as vscode from "vscode";
import type { Shape } from "../../core/config/shape.ts";

/** What a name is for, what may stand for it, and what holds without it. */
export function shapeMarkdown(shape: Shape): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(shape.description);
  const words = wordsOf(shape).map((word) => `\`${word}\``);
  if (words.length > 0) {
    markdown.appendMarkdown(`\n\n${vscode.l10n.t("One of: {0}", words.join(", "))}`);
  }
  if (shape.default !== undefined) {
    const value = `\`${[shape.default].flat().join("`, `")}\``;
    markdown.appendMarkdown(`\n\n${vscode.l10n.t("Default: {0}", value)}`);
  }
  return markdown;
}

/** The words that may stand for a shape; empty where anything may. */
export function wordsOf(shape: Shape): readonly string[] {
  if (shape.kind === "word") return shape.words;
  if (shape.kind !== "boolean") return [];
  return ["true", "false", ...(shape.orWord === undefined ? [] : [shape.orWord])];
}
