import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import { askGit } from "./ask-git.ts";
import type { GitPlace } from "./run-git.ts";

/** A file as a tree or the index has it. `stage` is above 0 where a merge left it undecided. */
export interface StoredFile {
  readonly mode: string;
  readonly id: string;
  readonly stage: number;
}

/** What a commit has at these paths, which count from the root of the repository. */
export async function readTree(
  place: GitPlace,
  commit: string,
  paths: readonly string[],
  signal: CancelSignal,
): Promise<Result<Map<string, StoredFile>, Problem>> {
  const said = await askGit(
    place,
    ["ls-tree", "-z", "--full-tree", "--end-of-options", commit, "--", ...paths],
    signal,
  );
  if (!said.ok) return said;
  const files = new Map<string, StoredFile>();
  for (const entry of said.value.split("\0")) {
    const match = /^(\d+) [a-z]+ ([0-9a-f]{40,64})\t([\s\S]+)$/.exec(entry);
    const [, mode = "", id = "", path = ""] = match ?? [];
    if (match !== null) files.set(path, { mode, id, stage: 0 });
  }
  return ok(files);
}
