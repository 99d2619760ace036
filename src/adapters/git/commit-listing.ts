import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { CommitFile, CommitFiles, CommitListing } from "../../ports/commit-files.ts";
import { askGit } from "./ask-git.ts";
import { isCommitId } from "./read-commits.ts";
import type { GitPlace } from "./run-git.ts";

/**
 * The files of a clone's commits, through the program git.
 *
 * Git itself never compares the working tree here: that would run the filters that a repository
 * names.
 */
export function createCommitListing(place: GitPlace): CommitListing {
  return { filesAt: (revision, signal) => filesAt(place, revision, signal) };
}

async function filesAt(
  place: GitPlace,
  revision: string | null,
  signal: CancelSignal,
): Promise<Result<CommitFiles, Problem>> {
  const commit = await findCommit(place, revision, signal);
  if (!commit.ok) return commit;
  const tree = ["ls-tree", "-r", "-l", "-z", "--end-of-options", commit.value];
  const listed = await askGit(place, tree, signal);
  if (!listed.ok) return listed;
  const here = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const present = await askGit(place, here, signal);
  if (!present.ok) return present;
  const files = listed.value.split("\0").flatMap(readEntry);
  const known = new Set(files.map(({ path }) => path));
  // A name that ends in a slash is another repository.
  const isOther = (path: string): boolean => path !== "" && !path.endsWith("/") && !known.has(path);
  const others = [...new Set(present.value.split("\0").filter(isOther))].sort();
  return ok({ commit: commit.value, files, others });
}

async function findCommit(
  place: GitPlace,
  revision: string | null,
  signal: CancelSignal,
): Promise<Result<string, Problem>> {
  const head = await resolve(place, "HEAD", signal);
  if (!head.ok || revision === null) return head;
  const named = await resolve(place, revision, signal);
  if (!named.ok) return named;
  const asked = ["merge-base", "--end-of-options", named.value, head.value];
  const base = await askGit(place, asked, signal);
  const commit = base.ok ? base.value.trim() : "";
  return isCommitId(commit) ? ok(commit) : err(unrelated(revision));
}

async function resolve(
  place: GitPlace,
  revision: string,
  signal: CancelSignal,
): Promise<Result<string, Problem>> {
  const asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const answer = await askGit(place, asked, signal);
  if (!answer.ok && answer.error.code !== "git/failed") return answer;
  const commit = answer.ok ? answer.value.trim() : "";
  return isCommitId(commit) ? ok(commit) : err(noCommit(revision));
}

/** `<mode> blob <id> <size>\t<path>`; a link or a submodule is no file. */
function readEntry(entry: string): CommitFile[] {
  const [, id, size, path] =
    /^100[0-7]{3} blob ([0-9a-f]{40,64}) +(\d+)\t([\s\S]+)$/.exec(entry) ?? [];
  if (id === undefined || size === undefined || path === undefined) return [];
  return [{ path, id, size: Number(size) }];
}

function noCommit(revision: string): Problem {
  const what =
    revision === "HEAD"
      ? t("The repository has no commit yet, so there is nothing to compare with. Commit first.")
      : t(
          "The repository has no commit that is called {0}. Fetch it, or give another one.",
          JSON.stringify(revision.slice(0, 100)),
        );
  return problem("git/no-such-commit", what);
}

function unrelated(revision: string): Problem {
  return problem(
    "git/no-such-commit",
    t(
      "{0} and what is checked out have no commit in common. Fetch more of the history, or give another one.",
      JSON.stringify(revision.slice(0, 100)),
    ),
  );
}

function problem(code: string, what: string): Problem {
  return { code, severity: "error", line: null, message: t("{0} Nothing was changed.", what) };
}
