import * as vscode from "vscode";
import { findProgram } from "../../adapters/files/find-program.ts";
import { createCodeHistory } from "../../adapters/git/code-history.ts";
import { NO_HISTORY, type CodeHistory } from "../../ports/code-history.ts";

/**
 * What git knows of a folder's past.
 *
 * Nothing runs in Restricted Mode. The program comes from the PATH, never from the folder.
 */
export function editorHistory(folder: vscode.Uri): CodeHistory {
  if (folder.scheme !== "file") return NO_HISTORY;
  let known: CodeHistory | undefined;
  const history = (): CodeHistory => {
    if (!vscode.workspace.isTrusted) return NO_HISTORY;
    known ??= create(folder.fsPath);
    return known;
  };
  return {
    versionsOf: (...args) => history().versionsOf(...args),
    textsAt: (...args) => history().textsAt(...args),
    renamedSince: (...args) => history().renamedSince(...args),
  };
}

function create(folder: string): CodeHistory {
  const { env } = process;
  const program = findProgram("git", env["PATH"] ?? env["Path"], folder);
  return program === undefined ? NO_HISTORY : createCodeHistory({ program, folder, env });
}
