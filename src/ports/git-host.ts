import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Result } from "../core/kernel/result.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import type { TrackerError } from "../core/model/ticket.ts";

/** What a git host can do; callers read it instead of meeting a method that throws. */
export interface GitHostCapabilities {
  readonly pullRequests: boolean;
}

/** A branch as it stands now. */
export interface BranchState {
  readonly name: string;
  /** The id of its newest commit. */
  readonly commit: string;
}

/** One file as a commit has it. Unknown is not absent: what could not be read is `unreadable`. */
export type CommittedFile =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: TrackerError };

/**
 * A pull request to be there.
 *
 * `parent` is the commit that the texts of the files were made from; the new commit goes on top of
 * it. Without files, the branch is right as it is.
 */
export interface BranchDraft {
  readonly branch: string;
  readonly base: string;
  readonly parent: string;
  readonly title: SafeText;
  readonly body: SafeText;
  readonly message: SafeText;
  readonly files: readonly { readonly path: string; readonly text: SafeText }[];
}

/**
 * How opening a pull request ended.
 *
 * `opened`: a new one. `updated`: one that was open got a commit. `already`: it was there and had
 * everything. `refused` pull requests were closed by somebody, and are not opened again. `unsure`:
 * an answer was lost; asking again finds what there is.
 */
export type PullRequestOutcome =
  | {
      readonly kind: "opened" | "updated" | "already";
      readonly url: string;
      readonly number: number;
    }
  | { readonly kind: "refused"; readonly url: string; readonly number: number }
  | { readonly kind: "failed" | "unsure" | "stale"; readonly error: TrackerError };

/**
 * One pull request as it stands now. Unknown is not absent: one that could not be read is
 * `unreadable`.
 *
 * Shape:  the paths of `work` count from the root of the repository. `missing` where the host says
 *         that there is none, or none that this account may see.
 */
export type PullRequestReading =
  | { readonly kind: "merged"; readonly work: MergedWork }
  | { readonly kind: "open" | "closed"; readonly url: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: TrackerError };

/** A pull request as a list names it. */
export interface MergedPullRequest {
  readonly number: number;
  /** Untrusted. */
  readonly title: string;
  readonly url: string;
  readonly author: string | null;
  /** ISO 8601, UTC. */
  readonly mergedAt: string;
}

/** What was merged since a moment, newest first. */
export interface MergedListing {
  readonly pullRequests: readonly MergedPullRequest[];
  /** False when a ceiling cut the answer short: then there are older ones besides. */
  readonly isComplete: boolean;
}

/**
 * The repository of a workspace at its git host, without a working tree.
 *
 * No method rejects for an expected failure: a refused, lost or garbled answer is a value.
 */
export interface GitHost {
  readonly capabilities: GitHostCapabilities;
  /** Names the repository in messages: `acme/shop`. */
  readonly repository: string;

  /** The branch that pull requests go to unless told otherwise. */
  readDefaultBranch(signal: CancelSignal): Promise<Result<BranchState, TrackerError>>;

  /** Undefined when there surely is no such branch. */
  readBranch(
    name: string,
    signal: CancelSignal,
  ): Promise<Result<BranchState | undefined, TrackerError>>;

  /**
   * Reads files of one commit.
   *
   * Shape:  one reading for each distinct path; texts keep every character, a byte-order mark
   *         included.
   */
  readFiles(
    paths: readonly string[],
    commit: string,
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, CommittedFile>>;

  /** The open pull request that asks for a branch of this repository; undefined without one. */
  findOpenPullRequest(
    branch: string,
    signal: CancelSignal,
  ): Promise<Result<{ readonly url: string; readonly number: number } | undefined, TrackerError>>;

  /**
   * Reads one pull request whole: texts, branches, files, commits, and what reviewers decided.
   *
   * Errors: files or commits that cannot be read make all of it `unreadable`; what reviewers
   *         decided is null then.
   */
  readPullRequest(number: number, signal: CancelSignal): Promise<PullRequestReading>;

  /**
   * Lists what was merged since a moment, into whatever branch; at least the newest 300 are
   * looked through.
   *
   * Shape:  `since` is ISO 8601.
   */
  listMergedPullRequests(
    since: string,
    signal: CancelSignal,
  ): Promise<Result<MergedListing, TrackerError>>;

  /**
   * Sees to it that a branch has these files in one commit, and that one pull request asks for it.
   *
   * Shape:  known again by the name of the branch. A branch is only ever moved forward, from
   *         `parent`; one that stands elsewhere by now is `stale` and stays.
   */
  openPullRequest(draft: BranchDraft, signal: CancelSignal): Promise<PullRequestOutcome>;
}

/** A git host with the place of the workspace in its repository. */
export interface OpenedGitHost {
  readonly host: GitHost;
  /** Leads from the repository's root to the workspace: empty, or with a slash at the end. */
  readonly prefix: string;
  /** The branch that the workspace is on; null where it is on none. */
  readonly branch: string | null;
}
