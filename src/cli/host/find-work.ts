import { err, type Result } from "../../core/kernel/result.ts";
import type { MergedWork } from "../../core/model/merged-work.ts";
import { findWork as find } from "../../sync/find-work.ts";
import type { CommandContext } from "../context.ts";
import { ATTENTION, MISUSE } from "../exit-codes.ts";
import type { NoPlan } from "../commands/planning.ts";
import type { Workspace } from "../workspace.ts";

/** Finds the pull request that a word names; see `sync/find-work.ts`. */
export async function findWork(
  { host, root }: CommandContext,
  { openPullRequest, run }: Workspace,
  word: string,
): Promise<Result<MergedWork, NoPlan>> {
  const [{ readGitRemote }, { openGitHistory }] = await Promise.all([
    import("../../adapters/files/git-remote.ts"),
    import("./open-git-history.ts"),
  ]);
  const sources = {
    openPullRequest,
    readRemote: () => readGitRemote(root),
    openHistory: () => openGitHistory(host, root),
  };
  const work = await find(sources, word, run.signal);
  if (work.ok) return work;
  const { problems, isMisuse } = work.error;
  return err({ problems, exit: isMisuse ? MISUSE : ATTENTION });
}
