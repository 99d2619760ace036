import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { GitHistory, MergedCommit, MergedCommits } from "../../ports/git-history.ts";
import { findDefaultBranch, type DefaultBranch } from "./default-branch.ts";
import { readMergeMessage } from "./merge-message.ts";
import { isCommitId, listCommits, type ReadCommit } from "./read-commits.ts";
import { readWork } from "./read-work.ts";
import type { GitPlace } from "./run-git.ts";

/** Where the clone came from, as far as its texts need to know. */
export interface GitHistoryDeps extends GitPlace {
  /** `owner/name` on github.com; null for a clone of another host, or where nobody can tell. */
  readonly repository: string | null;
}

const MOST_LISTED = 200;
const MOST_SEARCHED = 5000;

/** The history of a clone, through the program git. */
export function createGitHistory(deps: GitHistoryDeps): GitHistory {
  return {
    listMerged: (since, signal) => listMerged(deps, since, signal),
    findPullRequest: (number, signal) => findPullRequest(deps, number, signal),
    readWork: (commit, signal) => readWork(deps, commit, signal),
  };
}

async function listMerged(
  deps: GitPlace,
  since: string | null,
  signal: CancelSignal,
): Promise<Result<MergedCommits, Problem>> {
  if (since !== null && !isCommitId(since)) return err(notACommit());
  const branch = await findDefaultBranch(deps, signal);
  if (!branch.ok) return branch;
  const range = since === null ? [branch.value.commit] : [branch.value.commit, `^${since}`];
  const read = await listCommits(deps, ["--first-parent"], range, MOST_LISTED + 1, signal);
  if (!read.ok) return read;
  const commits = read.value.slice(0, MOST_LISTED).flatMap((one) => toMerged(one, branch.value));
  return ok({ commits, head: branch.value.commit, isComplete: read.value.length <= MOST_LISTED });
}

async function findPullRequest(
  deps: GitPlace,
  number: number,
  signal: CancelSignal,
): Promise<Result<MergedCommit | undefined, Problem>> {
  const branch = await findDefaultBranch(deps, signal);
  if (!branch.ok) return branch;
  const at = [branch.value.commit];
  const read = await listCommits(deps, ["--first-parent"], at, MOST_SEARCHED, signal);
  if (!read.ok) return read;
  const merged = read.value.flatMap((one) => toMerged(one, branch.value));
  return ok(merged.find((one) => one.number === number));
}

/** A pull of the branch itself, and a commit that was pushed directly, are no pull requests. */
function toMerged(commit: ReadCommit, { name }: DefaultBranch): MergedCommit[] {
  const { number, title, branch, isMerge } = readMergeMessage(commit.message);
  const isPull = number === null && branch === name;
  if (isPull || (!isMerge && commit.parents.length < 2)) return [];
  const { id, author, at } = commit;
  return [{ commit: id, number, title, author, mergedAt: at }];
}

function notACommit(): Problem {
  return {
    code: "git/no-such-commit",
    severity: "error",
    line: null,
    message: t("This is no full name of a commit, so no history was read. Nothing was changed."),
  };
}
