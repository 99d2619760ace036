import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import type { Result } from "../core/kernel/result.ts";
import type { MergedWork } from "../core/model/merged-work.ts";

/** A piece of work on the default branch, before its files are looked at. */
export interface MergedCommit {
  readonly commit: string;
  /** The pull request's, where the message names one. */
  readonly number: number | null;
  /** Untrusted. */
  readonly title: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly mergedAt: string;
}

export interface MergedCommits {
  /** The newest first. */
  readonly commits: readonly MergedCommit[];
  /** The commit that the default branch stands at; the `since` of the next question. */
  readonly head: string;
  /** False when a ceiling cut the answer short: then there are older ones besides. */
  readonly isComplete: boolean;
}

/**
 * What a clone knows of merged work, without asking anybody.
 *
 * Shape:  merges and squashed pull requests by the messages that GitHub, GitLab, Bitbucket and
 *         Azure Repos write, and merges of branches. Reads only; nothing leaves the machine and no
 *         program that the repository names is run.
 * Errors: values; no method rejects for an expected failure.
 */
export interface GitHistory {
  /** Lists what came to the default branch after `since`, a commit; null looks at the newest. */
  listMerged(since: string | null, signal: CancelSignal): Promise<Result<MergedCommits, Problem>>;

  /** Finds the newest commit of a pull request; undefined where none of those looked at names it. */
  findPullRequest(
    number: number,
    signal: CancelSignal,
  ): Promise<Result<MergedCommit | undefined, Problem>>;

  /**
   * Reads one commit of the default branch whole.
   *
   * Shape:  paths count from the root of the repository; what reviewers decided is null.
   */
  readWork(commit: string, signal: CancelSignal): Promise<Result<MergedWork, Problem>>;
}
