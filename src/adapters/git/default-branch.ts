import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { askGit } from "./ask-git.ts";
import type { GitPlace } from "./run-git.ts";

/** The branch that work is merged into. */
export interface DefaultBranch {
  readonly name: string;
  readonly commit: string;
}

/** The first one that is there; a clone knows the first, a checkout in CI often only the last. */
const CANDIDATES = [
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

/**
 * Finds the default branch as the clone last saw it.
 *
 * Shape:  the one that the origin names; else main or master, there or here; else where the
 *         working tree stands.
 */
export async function findDefaultBranch(
  deps: GitPlace,
  signal: CancelSignal,
): Promise<Result<DefaultBranch, Problem>> {
  const format = "--format=%(refname)%00%(objectname)%00%(symref)";
  const listed = await askGit(
    deps,
    ["for-each-ref", format, "--end-of-options", "refs/remotes/origin/HEAD", ...CANDIDATES],
    signal,
  );
  if (!listed.ok) return listed;
  const refs = new Map(
    listed.value.split("\n").flatMap((line): [string, { id: string; target: string }][] => {
      const [name = "", id = "", target = ""] = line.split("\0");
      return name === "" ? [] : [[name, { id, target }]];
    }),
  );
  const origin = refs.get("refs/remotes/origin/HEAD");
  if (origin !== undefined) {
    const name = origin.target.replace(/^refs\/remotes\/origin\//, "");
    return ok({ name, commit: origin.id });
  }
  for (const ref of CANDIDATES) {
    const found = refs.get(ref);
    if (found !== undefined) return ok({ name: ref.replace(/^.*\//, ""), commit: found.id });
  }
  return headOf(deps, signal);
}

async function headOf(
  deps: GitPlace,
  signal: CancelSignal,
): Promise<Result<DefaultBranch, Problem>> {
  const head = await askGit(deps, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], signal);
  if (head.ok) return ok({ name: "HEAD", commit: head.value.trim() });
  return err(head.error.code === "git/failed" ? noCommits() : head.error);
}

function noCommits(): Problem {
  return {
    code: "git/no-such-commit",
    severity: "error",
    line: null,
    message: t("This repository has no commit yet, so nothing was merged. Nothing was changed."),
  };
}
