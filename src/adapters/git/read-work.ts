import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { commitSource, pullRequestSource, type MergedWork } from "../../core/model/merged-work.ts";
import { readRawDiff, withLines } from "./changed-files.ts";
import { findDefaultBranch } from "./default-branch.ts";
import { readMergeMessage } from "./merge-message.ts";
import { isCommitId, listCommits, type ReadCommit } from "./read-commits.ts";
import { askGit } from "./ask-git.ts";
import type { GitPlace } from "./run-git.ts";

const MOST_COMMITS = 250;
const MOST_FILES = 3000;
const DIFF = ["diff-tree", "-r", "--no-commit-id", "--no-ext-diff", "--no-textconv", "--no-color", "-M", "--src-prefix=a/", "--dst-prefix=b/"]; // prettier-ignore

/** Reads one commit with what it merged. */
export async function readWork(
  deps: GitPlace & { readonly repository: string | null },
  id: string,
  signal: CancelSignal,
): Promise<Result<MergedWork, Problem>> {
  if (!isCommitId(id)) return err(noCommit());
  const branch = await findDefaultBranch(deps, signal);
  if (!branch.ok) return branch;
  const listed = await listCommits(deps, ["--no-walk"], [id], 1, signal);
  if (!listed.ok) return listed.error.code === "git/failed" ? err(noCommit()) : listed;
  const [commit] = listed.value;
  if (commit === undefined) return err(noCommit());
  const [parent, merged] = commit.parents;
  if (parent === undefined && (await isShallow(deps, signal))) return err(cutOff());
  const files = await readFiles(deps, commit, signal);
  if (!files.ok) return files;
  const commits =
    parent === undefined || merged === undefined
      ? ok([commit])
      : await listCommits(deps, [], [merged, `^${parent}`], MOST_COMMITS + 1, signal);
  if (!commits.ok) return commits;
  const isReached = await isOn(deps, commit.id, branch.value.commit, signal);
  const { number, title, body, branch: from } = readMergeMessage(commit.message);
  return ok({
    source: number === null ? commitSource(commit.id) : pullRequestSource(number),
    number,
    title,
    body,
    branch: from,
    base: isReached ? branch.value.name : null,
    url: pageOf(deps.repository, number),
    repository: deps.repository,
    author: commit.author,
    mergedCommit: commit.id,
    mergedAt: commit.at,
    commits: commits.value
      .slice(0, MOST_COMMITS)
      .map((one) => ({ id: one.id, message: one.message })),
    files: files.value.slice(0, MOST_FILES),
    review: null,
    isOnDefaultBranch: isReached,
    isComplete: commits.value.length <= MOST_COMMITS && files.value.length <= MOST_FILES,
  });
}

/** The page of a pull request on github.com, so that it has one name whoever read it. */
function pageOf(repository: string | null, number: number | null): string | null {
  if (repository === null || number === null) return null;
  return `https://github.com/${repository}/pull/${String(number)}`;
}

async function readFiles(
  deps: GitPlace,
  { id, parents: [parent] }: ReadCommit,
  signal: CancelSignal,
): Promise<Result<MergedWork["files"], Problem>> {
  const ends =
    parent === undefined ? ["--root", "--end-of-options", id] : ["--end-of-options", parent, id];
  const raw = await askGit(deps, [...DIFF, "--raw", "-z", ...ends], signal);
  if (!raw.ok) return raw;
  const files = readRawDiff(raw.value);
  if (files.length > MOST_FILES) return ok(files);
  const patch = await askGit(deps, [...DIFF, "-p", "--unified=0", ...ends], signal);
  // A change that is too large to look into still has its files.
  return ok(patch.ok ? withLines(files, patch.value) : files);
}

/** A clone of the newest commits shows the oldest of them as if it had made every file. */
async function isShallow(deps: GitPlace, signal: CancelSignal): Promise<boolean> {
  const answer = await askGit(deps, ["rev-parse", "--is-shallow-repository"], signal);
  return !answer.ok || answer.value.trim() !== "false";
}

async function isOn(
  deps: GitPlace,
  id: string,
  head: string,
  signal: CancelSignal,
): Promise<boolean> {
  const above = await askGit(
    deps,
    ["rev-list", "--max-count=1", "--end-of-options", id, `^${head}`],
    signal,
  );
  return above.ok && above.value.trim() === "";
}

function noCommit(): Problem {
  return problem(
    "git/no-such-commit",
    t("The repository has no such commit. Fetch it, or give another one."),
  );
}

function cutOff(): Problem {
  return problem(
    "git/shallow",
    t(
      "This clone has only the newest commits, so nobody can tell what this one changed. Fetch more of the history, for example with `git fetch --deepen 50`.",
    ),
  );
}

function problem(code: string, what: string): Problem {
  return { code, severity: "error", line: null, message: t("{0} Nothing was changed.", what) };
}
