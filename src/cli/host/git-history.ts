import { findProgram } from "../../adapters/files/find-program.ts";
import { createCodeHistory } from "../../adapters/git/code-history.ts";
import { createCommitListing } from "../../adapters/git/commit-listing.ts";
import { createGitCommits } from "../../adapters/git/git-commits.ts";
import type { EngineDeps } from "../../sync/engine-deps.ts";
import type { CliHost } from "./cli-host.ts";

/** What git knows of a folder's past; nothing on a machine without git. */
export function gitHistory(
  { env }: CliHost,
  root: string,
): Pick<EngineDeps, "history" | "commits" | "committer"> {
  const program = findProgram("git", env["PATH"], root);
  if (program === undefined) return {};
  const place = { program, folder: root, env };
  return {
    history: createCodeHistory(place),
    commits: createCommitListing(place),
    committer: createGitCommits(place),
  };
}
