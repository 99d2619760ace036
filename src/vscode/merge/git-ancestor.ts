import * as vscode from "vscode";
import type { FolderSession } from "../workspace/folder-session.ts";

/** The little of the editor's own Git extension that is used here. */
interface GitRepository {
  show(ref: string, path: string): Promise<string>;
}

interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitExtension {
  getAPI(version: 1): GitApi;
}

/**
 * Reads files as they were before both sides of a merge changed them, from git's index.
 *
 * Shape: null for every file where the editor's Git extension is off or knows no repository.
 */
export async function gitAncestor(
  session: FolderSession,
): Promise<(file: string) => Promise<string | null>> {
  const api = await gitApi();
  return async (file) => {
    const uri = session.uriOf(file);
    const repository = uri.scheme === "file" ? api?.getRepository(uri) : null;
    try {
      return (await repository?.show(":1", uri.fsPath)) ?? null;
    } catch {
      // The file is not part of a merge.
      return null;
    }
  };
}

async function gitApi(): Promise<GitApi | undefined> {
  try {
    const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
    return (await extension?.activate())?.getAPI(1);
  } catch {
    // Git is switched off in the settings, or is not on this machine.
    return undefined;
  }
}
