import * as vscode from "vscode";
import { namesUnder, serverNames } from "./server-names.ts";

/** Files of a workspace in which editors look for MCP servers. */
const PLACES = [".vscode/mcp.json", ".mcp.json", ".cursor/mcp.json"];
const LARGEST = 256 * 1024;

/**
 * The names of MCP servers that the workspace's own files bring; null where they may bring any.
 *
 * The editor asks before it starts such a server, yet whoever allowed that did not choose where
 * Canon sends what it knows of a ticket.
 */
export async function repositoryServers(): Promise<readonly string[] | null> {
  const names = inSettings();
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    for (const place of PLACES) {
      const found = await readNames(vscode.Uri.joinPath(uri, place));
      if (found === null) return null;
      names.push(...found);
    }
  }
  return names;
}

function inSettings(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [undefined, ...folders.map(({ uri }) => uri)].flatMap((scope) => {
    const found = vscode.workspace.getConfiguration(undefined, scope).inspect("mcp");
    return [...namesUnder(found?.workspaceValue), ...namesUnder(found?.workspaceFolderValue)];
  });
}

/** Nothing where there is no such file. */
async function readNames(uri: vscode.Uri): Promise<string[] | null> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST) return null;
    return serverNames(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch (error) {
    const isGone = error instanceof vscode.FileSystemError && error.code === "FileNotFound";
    return isGone ? [] : null;
  }
}
