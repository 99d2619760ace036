import type { ChangedFile, MergedWork } from "../../src/core/model/merged-work.ts";

/** A merged pull request that names nothing; a test says what matters to it. */
export function aWork(changes: Partial<MergedWork> = {}): MergedWork {
  return {
    source: "PR#412",
    number: 412,
    title: "Generate keys",
    body: "",
    branch: "keys",
    base: "main",
    url: "https://github.com/acme/shop/pull/412",
    repository: "acme/shop",
    author: "ada",
    mergedCommit: "1f2e3d4c5b6a79880706050403020100aabbccdd",
    mergedAt: "2026-01-05T09:00:00Z",
    commits: [],
    files: [aFile("src/payments/keys.ts")],
    review: null,
    isOnDefaultBranch: true,
    isComplete: true,
    ...changes,
  };
}

export function aFile(path: string, changes: Partial<ChangedFile> = {}): ChangedFile {
  return { path, previousPath: null, change: "added", lines: null, ...changes };
}
