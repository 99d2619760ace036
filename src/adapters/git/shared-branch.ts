import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { askGit } from "./ask-git.ts";
import { fetchRefs } from "./fetch-refs.ts";
import { unreachable, type RemotePlace } from "./reach-remote.ts";
import { isCommitId } from "./read-commits.ts";
import { readTree, type StoredFile } from "./read-tree.ts";
import type { GitPlace } from "./run-git.ts";

/** The reference whose branch the others see: the one of this name, else the default one. */
export async function sharedBranch(place: GitPlace, signal: CancelSignal): Promise<string> {
  const head = await askGit(place, ["symbolic-ref", "--quiet", "HEAD"], signal);
  return /^(refs\/heads\/\S+)\s*$/.exec(head.ok ? head.value : "")?.[1] ?? "HEAD";
}

/**
 * The files that a branch of the remote changed since what is checked out was taken from it, in
 * another way than what is checked out has them.
 */
export async function filesMovedOn(
  place: RemotePlace,
  { tip, branch }: { readonly tip: string; readonly branch: string },
  paths: readonly string[],
  signal: CancelSignal,
): Promise<Result<Set<string>, Problem>> {
  const ask = (...args: readonly string[]) => askGit(place, args, signal);
  if ((await ask("merge-base", "--is-ancestor", tip, "HEAD")).ok) return ok(new Set());
  if (!(await fetchRefs(place, [branch], signal))) {
    return err(unreachable(place.remote, "", signal.aborted));
  }
  const prefix = await ask("rev-parse", "--show-prefix");
  if (!prefix.ok) return prefix;
  const names = new Map(paths.map((path) => [prefix.value.replace(/\n$/, "") + path, path]));
  const base = await ask("merge-base", tip, "HEAD");
  const from = base.ok ? base.value.trim() : "";
  const trees: ReadonlyMap<string, StoredFile>[] = [];
  // A clone that lacks the history has no commit in common; then its own state has to be the same.
  for (const commit of [tip, "HEAD", isCommitId(from) ? from : "HEAD"]) {
    const tree = await readTree(place, commit, [...names.keys()], signal);
    if (!tree.ok) return tree;
    trees.push(tree.value);
  }
  const [there, ...known] = trees.map((tree) => (name: string) => tree.get(name)?.id);
  const moved = [...names].filter(([name]) => known.every((idOf) => idOf(name) !== there?.(name)));
  return ok(new Set(moved.map(([, path]) => path)));
}
