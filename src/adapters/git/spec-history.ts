import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { PastCommits, PastFile, SpecHistory } from "../../ports/spec-history.ts";
import { askGit } from "./ask-git.ts";
import { readBlobs } from "./read-blobs.ts";
import { isCommitId } from "./read-commits.ts";
import type { GitPlace } from "./run-git.ts";

/** More commits than this are not listed; the newest count. */
const MOST_COMMITS = 20_000;

/**
 * What git keeps of the specs of a folder.
 *
 * Plumbing alone, which compares stored trees: no filter, pager or text conversion that a
 * repository names ever runs, and what a partial clone lacks is not fetched.
 */
export function createSpecHistory(place: GitPlace): SpecHistory {
  return {
    commitsOf: (paths, signal) => commitsOf(place, paths, signal),
    filesAt: (commit, paths, signal) => filesAt(place, commit, paths, signal),
    async textsOf(blobs, maxBytes, signal) {
      return readBlobs(place, blobs.filter(isCommitId), maxBytes, signal);
    },
  };
}

async function commitsOf(
  place: GitPlace,
  paths: readonly string[],
  signal: CancelSignal,
): Promise<PastCommits> {
  const look = await askGit(place, ["rev-parse", "--is-shallow-repository"], signal);
  if (!look.ok) return { kind: "none", why: whyOf(look.error.code) };
  const head = ["rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}"];
  const commit = await askGit(place, head, signal);
  if (signal.aborted) return { kind: "none", why: "stopped" };
  if (!commit.ok) return { kind: "none", why: "not-committed" };
  const listed = await askGit(
    place,
    [
      ...["rev-list", "--first-parent", `--max-count=${String(MOST_COMMITS + 1)}`],
      ...["--format=%H %ct", "--end-of-options", commit.value.trim(), "--", ...paths],
    ],
    signal,
  );
  if (!listed.ok) return { kind: "none", why: whyOf(listed.error.code) };
  const commits = listed.value.split("\n").flatMap(readCommit);
  if (commits.length === 0) return { kind: "none", why: "not-committed" };
  return {
    kind: "known",
    commits: commits.slice(0, MOST_COMMITS),
    isShallow: look.value.trim() !== "false",
    isCut: commits.length > MOST_COMMITS,
  };
}

function readCommit(line: string): { commit: string; at: string }[] {
  const [, commit, seconds] = /^([0-9a-f]{40,64}) (\d{1,11})$/.exec(line) ?? [];
  if (commit === undefined) return [];
  return [{ commit, at: new Date(1000 * Number(seconds)).toISOString() }];
}

async function filesAt(
  place: GitPlace,
  commit: string,
  paths: readonly string[],
  signal: CancelSignal,
): Promise<readonly PastFile[] | null> {
  if (!isCommitId(commit)) return null;
  const tree = ["ls-tree", "-r", "-l", "-z", "--end-of-options", commit, "--", ...paths];
  const listed = await askGit(place, tree, signal);
  return listed.ok ? listed.value.split("\0").flatMap(readEntry) : null;
}

/** `<mode> blob <id> <size>\t<path>`; a link or a submodule is no file. */
function readEntry(entry: string): PastFile[] {
  const [, blob, size, path] =
    /^100[0-7]{3} blob ([0-9a-f]{40,64}) +(\d+)\t([\s\S]+)$/.exec(entry) ?? [];
  if (blob === undefined || size === undefined || path === undefined) return [];
  return [{ path, blob, size: Number(size) }];
}

function whyOf(code: string): Extract<PastCommits, { kind: "none" }>["why"] {
  switch (code) {
    case "git/no-program":
      return "no-git";
    case "git/no-repository":
      return "no-repository";
    case "git/stopped":
      return "stopped";
    default:
      return "failed";
  }
}
