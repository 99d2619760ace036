import * as vscode from "vscode";
import { findProgram } from "../../adapters/files/find-program.ts";
import { createSpecHistory } from "../../adapters/git/spec-history.ts";
import { noSpecHistory, type SpecHistory } from "../../ports/spec-history.ts";

/**
 * What git keeps of the specs of a folder.
 *
 * Nothing runs in Restricted Mode. The program comes from the PATH, never from the folder.
 */
export function editorSpecHistory(folder: vscode.Uri): SpecHistory {
  if (folder.scheme !== "file") return noSpecHistory("virtual");
  if (!vscode.workspace.isTrusted) return noSpecHistory("restricted");
  const { env } = process;
  const program = findProgram("git", env["PATH"] ?? env["Path"], folder.fsPath);
  if (program === undefined) return noSpecHistory("no-git");
  return createSpecHistory({ program, folder: folder.fsPath, env });
}
