import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";

/** A file of a commit; `id` is the name that git has for its bytes. Units: `size` in bytes. */
export interface CommitFile {
  readonly path: string;
  readonly id: string;
  readonly size: number;
}

/** What a working tree can be compared with. Paths count from the root of the workspace. */
export interface CommitFiles {
  readonly commit: string;
  /** Regular files alone: no links, no submodules. */
  readonly files: readonly CommitFile[];
  /** Other files of the working tree that git knows or would add, sorted; some may be gone. */
  readonly others: readonly string[];
}

/**
 * Which files a workspace had at a commit.
 *
 * Reads stored objects and names of files alone: no filter, hook or other program that the
 * repository names runs, and nothing leaves the machine. No method rejects for an expected failure.
 */
export interface CommitListing {
  /**
   * Lists the files of a commit.
   *
   * Shape:  `revision` is what a person calls a commit; then it is the last one that it and the
   *         workspace have in common. Null: the commit that the workspace stands on.
   */
  filesAt(revision: string | null, signal: CancelSignal): Promise<Result<CommitFiles, Problem>>;
}
