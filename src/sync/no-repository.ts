import type { Problem } from "../core/kernel/problem.ts";

/** Says that a workspace which is no folder has no repository to ask. */
export function noRepository(): Problem {
  return {
    code: "git/no-repository",
    severity: "error",
    line: null,
    message:
      "This workspace is not a folder on this machine, so its git repository is not known and no pull request was opened. Nothing was changed.",
  };
}
