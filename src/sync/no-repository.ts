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

/** Says that nothing can be committed here. */
export function noCommits(): Problem {
  return {
    code: "git/no-program",
    severity: "error",
    line: null,
    message:
      "Canon cannot commit here: there is no git on this machine, or this workspace is no folder of it. Nothing was changed. Install git, or record it without a commit.",
  };
}
