import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";

/**
 * How one file stands in git.
 *
 * Shape:  `committed` is the text that the newest commit of the branch has, `staged` the one of the
 *         index; null where there is none, or none that is text. `obstacle` is what keeps it from
 *         being committed as it is: git ignores it, a filter stands between the file and what is
 *         stored, a merge left it undecided, or it is no regular file.
 */
export interface FileInGit {
  readonly committed: string | null;
  readonly staged: string | null;
  readonly obstacle: "filtered" | "ignored" | "not-regular" | "unmerged" | null;
}

/** A branch that a commit can be made on now. `commit` is its newest one. */
export interface CommitGround {
  readonly branch: string;
  readonly commit: string;
  readonly files: ReadonlyMap<string, FileInGit>;
}

/** A commit to be made on top of `parent`; its texts are stored as they stand here. */
export interface CommitDraft {
  readonly branch: string;
  readonly parent: string;
  readonly message: SafeText;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/**
 * Commits files of the workspace, and only these.
 *
 * Shape:  paths count from the workspace. What else is staged or changed stays as it is. No hook
 *         runs, nothing is signed, and no program that the repository names is started.
 * Errors: values; a repository in which no commit can be made now says why.
 */
export interface GitCommits {
  /** Looks whether a commit could be made now, and how these files stand; changes nothing. */
  look(paths: readonly string[], signal: CancelSignal): Promise<Result<CommitGround, Problem>>;

  /**
   * Makes one commit, and brings the index in step for its files.
   *
   * Shape:  the full name of the commit. The branch moves from `parent` only; where it stands
   *         elsewhere by now, nothing is committed.
   */
  commit(draft: CommitDraft, signal: CancelSignal): Promise<Result<string, Problem>>;
}
