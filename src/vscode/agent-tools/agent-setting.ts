import * as vscode from "vscode";

/** Whether the person has switched the tools on. No workspace has a say in it. */
export function isAgentEnabled(): boolean {
  return vscode.workspace.getConfiguration("canon").inspect("agent.enabled")?.globalValue === true;
}
