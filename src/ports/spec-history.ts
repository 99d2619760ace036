import type { CancelSignal } from "../core/kernel/cancel.ts";

/** A commit on the line that the workspace stands on. `at` is ISO 8601, UTC. */
export interface PastCommit {
  readonly commit: string;
  readonly at: string;
}

/** A file as a commit has it; `path` counts from the root of the workspace. */
export interface PastFile {
  readonly path: string;
  /** The name that git has for the text: equal texts, equal names. */
  readonly blob: string;
  /** Units: bytes. */
  readonly size: number;
}

/** The commits of a folder's past, the newest first, or why there are none. */
export type PastCommits =
  | {
      readonly kind: "known";
      readonly commits: readonly PastCommit[];
      /** The clone has only the newest part of the history. */
      readonly isShallow: boolean;
      /** There are older ones than were listed. */
      readonly isCut: boolean;
    }
  | {
      readonly kind: "none";
      readonly why:
        | "no-git"
        | "no-repository"
        | "not-committed"
        | "restricted"
        | "virtual"
        | "stopped"
        | "failed";
    };

/**
 * What the specs of a workspace said at earlier times.
 *
 * No method rejects for an expected failure, writes anything, or asks another machine.
 */
export interface SpecHistory {
  /** Commits that touched one of these files or folders; a merge counts as one step. */
  commitsOf(paths: readonly string[], signal: CancelSignal): Promise<PastCommits>;

  /** The files that a commit has below these files or folders; null where it cannot be read. */
  filesAt(
    commit: string,
    paths: readonly string[],
    signal: CancelSignal,
  ): Promise<readonly PastFile[] | null>;

  /**
   * Reads texts by the names that git has for them.
   *
   * Shape:  null for what is no text of at most `maxBytes`; nothing at all for what could not be
   *         asked about.
   */
  textsOf(
    blobs: readonly string[],
    maxBytes: number,
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, string | null>>;
}

/** Stands where there is no history to ask. */
export function noSpecHistory(why: Extract<PastCommits, { kind: "none" }>["why"]): SpecHistory {
  return {
    commitsOf: () => Promise.resolve({ kind: "none", why }),
    filesAt: () => Promise.resolve(null),
    textsOf: () => Promise.resolve(new Map()),
  };
}
