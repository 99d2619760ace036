import { patchLines } from "../../core/kernel/patch-lines.ts";
import {
  pullRequestSource,
  type ChangedFile,
  type MergedWork,
} from "../../core/model/merged-work.ts";
import type { PullFile, Review, WholePull } from "./host-wire.ts";
import type { Repository } from "./issue-place.ts";

/** What the lists below a pull request gave. */
export interface PullParts {
  readonly files: readonly PullFile[];
  readonly commits: readonly {
    readonly sha: string;
    readonly commit: { readonly message: string };
  }[];
  /** Null where they could not be read. */
  readonly reviews: readonly Review[] | null;
  readonly isComplete: boolean;
}

/** A merged pull request in the words of the model. */
export function toMergedWork(
  { owner, name }: Repository,
  pull: WholePull,
  mergedCommit: string,
  { files, commits, reviews, isComplete }: PullParts,
): MergedWork {
  const defaultBranch = pull.base.repo?.default_branch;
  return {
    source: pullRequestSource(pull.number),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? "",
    branch: pull.head.ref,
    base: pull.base.ref,
    url: pull.html_url,
    repository: `${owner}/${name}`,
    author: pull.user?.login ?? null,
    mergedCommit,
    mergedAt: pull.merged_at ?? null,
    commits: commits.map(({ sha, commit }) => ({ id: sha, message: commit.message })),
    files: files.filter(({ status }) => status !== "unchanged").map(toFile),
    review: reviews === null ? null : decisionOf(reviews),
    isOnDefaultBranch: defaultBranch === undefined ? null : pull.base.ref === defaultBranch,
    isComplete,
  };
}

const CHANGES: Readonly<Partial<Record<string, ChangedFile["change"]>>> = {
  added: "added",
  removed: "removed",
  renamed: "renamed",
  copied: "copied",
};

/** Binary and very large changes come without a patch. */
function toFile({ filename, previous_filename, status, patch }: PullFile): ChangedFile {
  return {
    path: filename,
    previousPath: previous_filename ?? null,
    change: CHANGES[status] ?? "modified",
    lines: patch === undefined || patch === null || patch === "" ? null : patchLines(patch),
  };
}

/** The last word of each reviewer counts; comments change nothing. */
function decisionOf(reviews: readonly Review[]): MergedWork["review"] {
  const last = new Map<string, string>();
  for (const { state, user } of reviews) {
    if (state === "APPROVED" || state === "CHANGES_REQUESTED" || state === "DISMISSED") {
      last.set(user?.login ?? "", state);
    }
  }
  const words = [...last.values()];
  if (words.includes("CHANGES_REQUESTED")) return "changes-requested";
  return words.includes("APPROVED") ? "approved" : "none";
}
