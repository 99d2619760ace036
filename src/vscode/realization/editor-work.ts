import * as vscode from "vscode";
import { publicRepository, type OpenPullRequest } from "../../adapters/catalog.ts";
import { findProgram } from "../../adapters/files/find-program.ts";
import { readGitRemote } from "../../adapters/files/git-remote.ts";
import { createGitCommits } from "../../adapters/git/git-commits.ts";
import { createGitHistory } from "../../adapters/git/git-history.ts";
import { err } from "../../core/kernel/result.ts";
import type { EngineDeps } from "../../sync/engine-deps.ts";

/**
 * Where the editor looks for merged work, and how it commits what was recorded.
 *
 * Nothing runs and nothing is asked in Restricted Mode. The program comes from the PATH, never from
 * the folder.
 */
export function editorWork(
  folder: vscode.Uri,
  open: OpenPullRequest,
): Pick<EngineDeps, "work" | "committer"> {
  if (folder.scheme !== "file") return {};
  const root = folder.fsPath;
  const { env } = process;
  const program = findProgram("git", env["PATH"] ?? env["Path"], root);
  const work: EngineDeps["work"] = {
    openPullRequest: (name, signal) =>
      vscode.workspace.isTrusted ? open(name, signal) : Promise.resolve(err(RESTRICTED)),
    readRemote: () => readGitRemote(root),
    async openHistory() {
      if (program === undefined || !vscode.workspace.isTrusted) return undefined;
      const remote = await readGitRemote(root);
      const repository = remote.ok ? await publicRepository(remote.value.url) : null;
      const history = createGitHistory({ program, folder: root, env, repository });
      return { history, prefix: remote.ok ? remote.value.prefix : "" };
    },
  };
  if (program === undefined) return { work };
  const commits = createGitCommits({ program, folder: root, env });
  const committer: EngineDeps["committer"] = {
    look: (...args) =>
      vscode.workspace.isTrusted ? commits.look(...args) : Promise.resolve(err(RESTRICTED)),
    commit: (...args) =>
      vscode.workspace.isTrusted ? commits.commit(...args) : Promise.resolve(err(RESTRICTED)),
  };
  return { work, committer };
}

const RESTRICTED = {
  code: "git/failed",
  severity: "error",
  line: null,
  message: vscode.l10n.t(
    "The window is in Restricted Mode, so git was not run and nobody was asked. Nothing was changed. Trust the folder first.",
  ),
} as const;
