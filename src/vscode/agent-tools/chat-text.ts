import * as vscode from "vscode";
import type { ToolFolder } from "../../agent-tools/tool-folder.ts";
import { appendPlain } from "../hover/hover-markdown.ts";
import type { Disposable } from "../host/disposable.ts";
import { quietRun } from "../host/run.ts";
import type { Run } from "../../sync/engine.ts";

/** What of a request is looked at; a window without models has none for it. */
export type ChatRequest = Pick<vscode.ChatRequest, "command" | "prompt"> & {
  readonly model?: vscode.LanguageModelChat | undefined;
};

/** A part of an answer: words of Canon, or a text of others that stays text. */
type Part = string | { readonly text: string };

/** Writes to a chat: what others wrote is never read as Markdown. */
export function say(stream: vscode.ChatResponseStream, ...parts: readonly Part[]): void {
  const markdown = new vscode.MarkdownString();
  for (const part of parts) {
    if (typeof part === "string") markdown.appendMarkdown(part);
    else markdown.appendMarkdown(asText(part.text));
  }
  stream.markdown(markdown);
}

/** Text that stays text. The editor's escaping makes every blank a fixed one, and no line would break. */
function asText(text: string): string {
  const markdown = new vscode.MarkdownString();
  appendPlain(markdown, text);
  return markdown.value.replaceAll("<", "&lt;").replace(/([^;\s])&nbsp;(?!&nbsp;)/g, "$1 ");
}

/** A link to a section, by its title. */
export function sayPlace(
  stream: vscode.ChatResponseStream,
  folder: ToolFolder,
  place: { readonly file: string; readonly line: number; readonly title: string },
): void {
  const root = vscode.workspace.workspaceFolders?.find(({ name }) => name === folder.name);
  if (root === undefined) {
    say(stream, { text: place.title });
    return;
  }
  const uri = vscode.Uri.joinPath(root.uri, place.file);
  const at = new vscode.Position(Math.max(0, place.line - 1), 0);
  stream.anchor(new vscode.Location(uri, at), place.title);
}

/** A run that ends when the chat does, until it is let go. */
export function runFor(token: vscode.CancellationToken): Run & Disposable {
  const stop = new AbortController();
  if (token.isCancellationRequested) stop.abort();
  const listener = token.onCancellationRequested(() => stop.abort());
  return { ...quietRun(stop.signal), dispose: () => void listener.dispose() };
}
