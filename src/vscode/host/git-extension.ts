import * as vscode from "vscode";

/** The little of a repository of the editor's own Git extension that is used here. */
export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    /** Fires when branch, commit or changes are known anew. */
    readonly onDidChange: vscode.Event<void>;
  };
  show(ref: string, path: string): Promise<string>;
  /** Rejects where there is no such branch. */
  getBranch(name: string): Promise<unknown>;
  createBranch(name: string, checkout: boolean): Promise<void>;
  checkout(treeish: string): Promise<void>;
}

export interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitExtension {
  getAPI(version: 1): GitApi;
}

/** The editor's own Git extension; undefined where it is off or there is no git. */
export async function gitApi(): Promise<GitApi | undefined> {
  try {
    const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
    return (await extension?.activate())?.getAPI(1);
  } catch {
    // Git is switched off in the settings, or is not on this machine.
    return undefined;
  }
}
