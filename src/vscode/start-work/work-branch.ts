import * as vscode from "vscode";
import { plainLine } from "../../core/view/plain-text.ts";
import { gitApi, type GitRepository } from "../host/git-extension.ts";

/** The branch that work is to go on, and how one gets there. */
export interface WorkBranch {
  readonly name: string;
  /** The one that is checked out now; null without one. */
  readonly current: string | null;
  readonly exists: boolean;
  /** What went wrong, as a sentence; undefined when the branch is checked out now. */
  readonly enter: () => Promise<string | undefined>;
}

/** Undefined where the folder is no clone, or the editor's Git extension is off. */
export async function workBranch(
  folder: vscode.Uri,
  name: string,
): Promise<WorkBranch | undefined> {
  const repository = (await gitApi())?.getRepository(folder);
  if (repository === null || repository === undefined) return undefined;
  const exists = await hasBranch(repository, name);
  return {
    ...{ name, exists },
    current: repository.state.HEAD?.name ?? null,
    enter: async () => {
      try {
        await (exists ? repository.checkout(name) : repository.createBranch(name, true));
        return undefined;
      } catch (error) {
        return refusal(name, error);
      }
    },
  };
}

async function hasBranch(repository: GitRepository, name: string): Promise<boolean> {
  try {
    await repository.getBranch(name);
    return true;
  } catch {
    // There is no such branch yet.
    return false;
  }
}

/** Git keeps what is not committed from being overwritten; that is the usual reason. */
function refusal(name: string, error: unknown): string {
  const said = (error as { readonly stderr?: unknown } | null)?.stderr;
  const why = typeof said === "string" && said.trim() !== "" ? plainLine(said.trim(), 200) : "";
  return why === ""
    ? vscode.l10n.t(
        "Git did not switch to {0}, and nothing was changed. Commit or stash your changes, then try again.",
        name,
      )
    : vscode.l10n.t(
        'Git did not switch to {0}, and nothing was changed. It says: "{1}" Commit or stash your changes, then try again.',
        name,
        why,
      );
}
