import * as vscode from "vscode";
import type { Disposable } from "../host/disposable.ts";
import { isAgentEnabled } from "./agent-setting.ts";

const PROVIDER = "canon";

/** Variables with a credential. The server needs none, and so it gets none. */
const CREDENTIALS = [
  "JIRA_API_TOKEN",
  "LINEAR_API_KEY",
  "GITHUB_TOKEN",
  "GH_TOKEN",
  "AZURE_DEVOPS_PAT",
];

/**
 * Tells the editor of a server with Canon's tools for each folder on disk.
 *
 * The server reads files alone: it asks no tracker, has no credential and writes nothing.
 */
export class ServerDefinitions implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #parts: Disposable[];

  constructor(extensionUri: vscode.Uri, version: string) {
    const fire = (): void => {
      this.refresh();
    };
    this.#parts = [
      this.#changed,
      vscode.workspace.onDidChangeWorkspaceFolders(fire),
      vscode.workspace.onDidGrantWorkspaceTrust(fire),
      vscode.lm.registerMcpServerDefinitionProvider(PROVIDER, {
        onDidChangeMcpServerDefinitions: this.#changed.event,
        provideMcpServerDefinitions: () => definitionsOf(extensionUri, version),
      }),
    ];
  }

  refresh(): void {
    this.#changed.fire();
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}

/** None in Restricted Mode, and none before the person has switched the tools on. */
export function definitionsOf(
  extensionUri: vscode.Uri,
  version: string,
): vscode.McpStdioServerDefinition[] {
  if (!isAgentEnabled() || !vscode.workspace.isTrusted) return [];
  const program = vscode.Uri.joinPath(extensionUri, "dist", "mcp.js").fsPath;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === "file",
  );
  return folders.map(({ name, uri }) => {
    const label = folders.length === 1 ? "Canon" : `Canon (${name})`;
    const env = {
      // The editor's own program runs scripts when it is told so.
      ELECTRON_RUN_AS_NODE: "1",
      ...Object.fromEntries(CREDENTIALS.map((variable) => [variable, null])),
    };
    const args = [program, "--root", uri.fsPath];
    const server = new vscode.McpStdioServerDefinition(label, process.execPath, args, env, version);
    server.cwd = uri;
    return server;
  });
}
