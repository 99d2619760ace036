import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t, textsBy } from "../../core/kernel/texts.ts";
import { askGit } from "./ask-git.ts";
import type { GitPlace } from "./run-git.ts";

/** Where a commit would go. */
export interface CommitBranch {
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly commit: string;
  /** Leads from the repository's root to the folder: empty, or with a slash at the end. */
  readonly prefix: string;
}

/** What git keeps while something is under way, and what it is called. */
const UNDER_WAY = [
  ["MERGE_HEAD", "merge"],
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
  ["BISECT_LOG", "bisect"],
] as const;

const busyText = textsBy<(typeof UNDER_WAY)[number][1]>({
  merge: "A merge is under way in this repository. End it first.",
  rebase: "A rebase is under way in this repository. End it first.",
  "cherry-pick": "A cherry-pick is under way in this repository. End it first.",
  revert: "A revert is under way in this repository. End it first.",
  bisect: "A bisect is under way in this repository. End it first.",
});

const IDENTITIES = ["NAME", "EMAIL"].flatMap((what) => [`GIT_AUTHOR_${what}`, `GIT_COMMITTER_${what}`]); // prettier-ignore

/** Finds the branch that a commit would go to; refuses where none should be made now. */
export async function findBranch(
  place: GitPlace,
  signal: CancelSignal,
): Promise<Result<CommitBranch, Problem>> {
  const asked = ["rev-parse", "--show-prefix", ...gitPaths()];
  const said = await askGit(place, asked, signal);
  if (!said.ok) return said;
  const [prefix = "", ...paths] = said.value.split("\n");
  const busy = await underWay(place.folder, paths);
  if (busy !== null) {
    return err(refusal("git/under-way", busy));
  }
  const head = await askGit(place, ["symbolic-ref", "--quiet", "HEAD"], signal);
  const branch = /^refs\/heads\/(\S+)\s*$/.exec(head.ok ? head.value : "")?.[1];
  if (branch === undefined) {
    return err(
      refusal("git/detached", t("This clone is on no branch. Switch to one with `git switch`.")),
    );
  }
  const newest = await askGit(place, ["rev-parse", "--verify", "HEAD^{commit}"], signal);
  if (!newest.ok) {
    return err(
      refusal("git/no-such-commit", t("This branch has no commit yet. Make the first one.")),
    );
  }
  const told = identityOf(place);
  for (const who of ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"]) {
    if ((await askGit(place, ["var", who], signal, { told })).ok) continue;
    const what = t(
      "git does not know who you are. Set `user.name` and `user.email` with `git config`.",
    );
    return err(refusal("git/no-identity", what));
  }
  return ok({ branch, commit: newest.value.trim(), prefix });
}

/** Who makes the commit, where the environment and not the configuration says so. */
export function identityOf({ env }: GitPlace): Record<string, string> {
  return Object.fromEntries(
    IDENTITIES.flatMap((name) => {
      const value = env[name];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
}

function gitPaths(): string[] {
  return UNDER_WAY.flatMap(([name]) => ["--git-path", name]);
}

async function underWay(folder: string, paths: readonly string[]): Promise<string | null> {
  for (const [index, [, what]] of UNDER_WAY.entries()) {
    const path = paths[index];
    if (path === undefined || path === "") continue;
    const found = await stat(resolve(folder, path)).catch(() => undefined);
    if (found !== undefined) return busyText(what);
  }
  return null;
}

function refusal(code: string, what: string): Problem {
  const message = t("{0} Nothing was committed or changed.", what);
  return { code, severity: "error", line: null, message };
}
