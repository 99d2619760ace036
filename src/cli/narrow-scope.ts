import { coveredBy } from "../core/kernel/covered-paths.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import type { Shard } from "../core/plan/shard.ts";
import { plural } from "../core/view/spec-counts.ts";
import { misuse, type CommandContext } from "./context.ts";
import { selectScope, type Selection } from "./scope.ts";
import type { Workspace } from "./workspace.ts";

/** What leaves less of the specs that the PATH arguments name. */
export interface Narrowing {
  /** Specs that are as they were at this revision are left out. */
  readonly changedSince?: string | undefined;
  readonly shard?: Shard | undefined;
}

/**
 * What the PATH arguments of a command ask for, without the specs that did not change since a
 * revision and those of other shards. The others are still read: what they link counts, and none of
 * it is taken for lost.
 */
export async function selectNarrowed(
  context: CommandContext,
  workspace: Workspace,
  words: readonly string[],
  { changedSince: revision, shard }: Narrowing,
): Promise<Result<Selection, Problem>> {
  const selection = await selectScope(
    context,
    workspace,
    words,
    shard === undefined ? {} : { shard },
  );
  if (!selection.ok || revision === undefined) return selection;
  const { commits, engine, files, run } = workspace;
  if (commits === undefined) return err(noGit());
  const { changedSpecs } = await import("../sync/changed-specs.ts");
  const found = await changedSpecs(files, commits, await engine.loadConfig(), revision, run);
  if (!found.ok) return found;
  const { scope } = selection.value;
  const paths = scope.paths === null ? found.value : found.value.filter(coveredBy(scope.paths));
  workspace.quiet();
  const { clean } = context.output.theme;
  context.output.note(`${plural(paths.length, "spec")} changed since ${clean(revision)}.`);
  const isKept = scope.section !== null && paths.includes(scope.section.file);
  return ok({
    ...selection.value,
    scope: { ...scope, paths, section: isKept ? scope.section : null },
  });
}

function noGit(): Problem {
  return misuse(
    "no-git",
    "There is no git on this machine that could tell what was changed. Nothing was done. Install git, or leave --changed-since out.",
  );
}
