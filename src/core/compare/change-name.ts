import type { MergedWork } from "../model/merged-work.ts";

/** A change as a sentence names it: `pull request 412`, or `the working tree`. */
export function changeName(work: Pick<MergedWork, "number" | "mergedCommit"> | null): string {
  if (work === null) return "the working tree";
  return work.number === null
    ? `commit ${work.mergedCommit.slice(0, 8)}`
    : `pull request ${String(work.number)}`;
}
