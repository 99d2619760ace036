import { findProgram } from "../../adapters/files/find-program.ts";
import { readGitRemote } from "../../adapters/files/git-remote.ts";
import { createGitHistory } from "../../adapters/git/git-history.ts";
import type { GitHistory } from "../../ports/git-history.ts";
import type { CliHost } from "./cli-host.ts";

/** The history of the clone that a folder lies in; undefined on a machine without git. */
export async function openGitHistory(
  { env }: CliHost,
  root: string,
): Promise<{ readonly history: GitHistory; readonly prefix: string } | undefined> {
  const program = findProgram("git", env["PATH"], root);
  if (program === undefined) return undefined;
  const remote = await readGitRemote(root);
  const { publicRepository } = await import("../../adapters/catalog.ts");
  const repository = remote.ok ? await publicRepository(remote.value.url) : null;
  const history = createGitHistory({ program, folder: root, env, repository });
  return { history, prefix: remote.ok ? remote.value.prefix : "" };
}
