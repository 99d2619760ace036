import * as vscode from "vscode";

/** What was written to a chat, in order. */
export interface ChatRecord {
  readonly stream: vscode.ChatResponseStream;
  /** Markdown, as it was pushed; anchors stand in it as `[title](path:line)`. */
  readonly text: () => string;
  readonly commands: string[];
}

/** A chat that nobody sees, which remembers what it was told. */
export function recordedChat(): ChatRecord {
  const parts: string[] = [];
  const commands: string[] = [];
  const ignored = (): void => undefined;
  const stream: vscode.ChatResponseStream = {
    markdown: (value) => void parts.push(typeof value === "string" ? value : value.value),
    anchor: (value, title) => {
      const at = value instanceof vscode.Uri ? value.path : placeOf(value);
      parts.push(`[${title ?? ""}](${at})`);
    },
    button: ({ command }) => void commands.push(command),
    progress: ignored,
    filetree: ignored,
    reference: ignored,
    push: ignored,
  };
  return { stream, commands, text: () => parts.join("") };
}

function placeOf({ uri, range }: vscode.Location): string {
  return `${uri.path.split("/").slice(-3).join("/")}:${String(range.start.line + 1)}`;
}
