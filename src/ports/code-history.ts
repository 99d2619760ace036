import type { CancelSignal } from "../core/kernel/cancel.ts";

/** A file as one commit has it; `path` counts from the root of the workspace. */
export interface CommittedPlace {
  readonly commit: string;
  readonly path: string;
}

/**
 * The versions of a file on the line of commits that the workspace stands on, the newest first.
 *
 * `isWhole` is false where older versions may exist that are not at hand. `unknown`: nobody keeps
 * a history here, or it cannot be read.
 */
export type FileVersions =
  | {
      readonly kind: "known";
      readonly versions: readonly CommittedPlace[];
      readonly isWhole: boolean;
    }
  | { readonly kind: "unknown" };

/**
 * What the files of a workspace said at earlier times.
 *
 * No method rejects for an expected failure, writes anything, or asks another machine.
 */
export interface CodeHistory {
  /** Follows renames. A file that was never committed has no versions. */
  versionsOf(path: string, signal: CancelSignal): Promise<FileVersions>;

  /**
   * Reads files of commits.
   *
   * Shape:  one text for each place, by `placeKey`; null where there is no such file, or none that
   *         is text of at most `maxBytes`.
   */
  textsAt(
    places: readonly CommittedPlace[],
    maxBytes: number,
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, string | null>>;

  /** Where files went since a commit, old paths to new ones, by what the history itself says. */
  renamedSince(commit: string, signal: CancelSignal): Promise<ReadonlyMap<string, string>>;
}

export function placeKey({ commit, path }: CommittedPlace): string {
  return `${commit}:${path}`;
}

/** Stands where there is no history to ask. */
export const NO_HISTORY: CodeHistory = {
  versionsOf: () => Promise.resolve({ kind: "unknown" }),
  textsAt: () => Promise.resolve(new Map()),
  renamedSince: () => Promise.resolve(new Map()),
};
