import { gitApi } from "../host/git-extension.ts";
import type { FolderSession } from "../workspace/folder-session.ts";

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
