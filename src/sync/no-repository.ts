import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";

/** Says that a workspace which is no folder has no repository to ask. */
export function noRepository(): Problem {
  return {
    code: "git/no-repository",
    severity: "error",
    line: null,
    message: t(
      "This workspace is not a folder on this machine, so its git repository is not known and no pull request was opened. Nothing was changed.",
    ),
  };
}

/** Says that nothing can be committed here. */
export function noCommits(): Problem {
  return {
    code: "git/no-program",
    severity: "error",
    line: null,
    message: t(
      "Canon cannot commit here: there is no git on this machine, or this workspace is no folder of it. Nothing was changed. Install git, or record it without a commit.",
    ),
  };
}

/** Says that there is no clone whose merges could be looked at. */
export function noClone(): Problem {
  return {
    code: "git/no-repository",
    severity: "error",
    line: null,
    message: t(
      "This workspace is no folder on this machine, so there is no clone whose merges Canon could read. Nothing was changed. Clone the repository and open its folder, or run `canon realize` in CI.",
    ),
  };
}
