import { ok } from "../../core/kernel/result.ts";
import type { GitCommits } from "../../ports/git-commits.ts";
import { findBranch } from "./commit-branch.ts";
import { filesInGit } from "./files-in-git.ts";
import type { GitPlace } from "./run-git.ts";
import { writeCommit } from "./write-commit.ts";

/**
 * Commits through the plumbing of git.
 *
 * `git commit` would run hooks, filters and a program that signs, which a repository can name. So
 * the commit is put together from its parts, beside the person's index.
 */
export function createGitCommits(place: GitPlace): GitCommits {
  return {
    async look(paths, signal) {
      const found = await findBranch(place, signal);
      if (!found.ok) return found;
      const files = await filesInGit(place, found.value, paths, signal);
      if (!files.ok) return files;
      const { branch, commit } = found.value;
      return ok({ branch, commit, files: files.value });
    },
    commit: (draft, signal) => writeCommit(place, draft, signal),
  };
}
