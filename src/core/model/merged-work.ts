/** A run of lines, both ends included. Lines count from 1. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * One file of a change.
 *
 * Shape:  paths have forward slashes and count from the root of the repository, or of the workspace
 *         after `inWorkspace`. They are untrusted: whether one may be opened or written into a
 *         comment is for those to check who do it.
 *         `previousPath` is set for what was renamed or copied. `lines` are the lines of the new
 *         text that the change wrote, in order; null where the source does not say.
 */
export interface ChangedFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly change: "added" | "modified" | "removed" | "renamed" | "copied";
  readonly lines: readonly LineRange[] | null;
}

/** One commit of a change. `id` is its full name, `message` its whole text, untrusted. */
export interface WorkCommit {
  readonly id: string;
  readonly message: string;
}

/**
 * A piece of work that was merged: a pull request, or a commit that nobody can name a number for.
 *
 * Shape:  `source` is its label in an evidence comment: `PR#412`, or `commit-1f2e3d4c5b6a` with the
 *         first twelve digits of the commit. `number` is the pull request's, null without one.
 *         `branch` it came from and `base` it went to; null where nobody can tell. `mergedCommit`
 *         is the commit that it became, `mergedAt` ISO 8601 in UTC. `author` is a login or a name.
 *         `repository` is `owner/name` at the host that `url` names. `review` is what the
 *         reviewers decided in the end; null where nobody can tell.
 *         `isOnDefaultBranch` is false for what went into another branch, null when unknown.
 *         `isComplete` is false when a ceiling cut commits or files short.
 *         All texts are untrusted.
 */
export interface MergedWork {
  readonly source: string;
  readonly number: number | null;
  readonly title: string;
  readonly body: string;
  readonly branch: string | null;
  readonly base: string | null;
  readonly url: string | null;
  readonly repository: string | null;
  readonly author: string | null;
  readonly mergedCommit: string;
  readonly mergedAt: string | null;
  readonly commits: readonly WorkCommit[];
  readonly files: readonly ChangedFile[];
  readonly review: "approved" | "changes-requested" | "none" | null;
  readonly isOnDefaultBranch: boolean | null;
  readonly isComplete: boolean;
}

/** The label of a pull request in an evidence comment. */
export function pullRequestSource(number: number): string {
  return `PR#${String(number)}`;
}

/** The label of a commit in an evidence comment. */
export function commitSource(id: string): string {
  return `commit-${id.slice(0, 12)}`;
}
