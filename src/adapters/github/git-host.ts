import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerProblem } from "../../core/model/ticket.ts";
import type { DirectAccess } from "../../ports/credentials.ts";
import type { GitHost } from "../../ports/git-host.ts";
import { addressOf, missingProject, type RemoteDeps } from "../http/remote-deps.ts";
import { connectGithub } from "./connect.ts";
import { findOpenPull } from "./find-pulls.ts";
import type { HostContext } from "./host-context.ts";
import { parseRepository } from "./issue-place.ts";
import { listMerged } from "./list-merged.ts";
import { openPullRequest } from "./open-pull-request.ts";
import { readPullRequest } from "./read-pull-request.ts";
import { readBranch, readDefaultBranch, readFiles } from "./read-repository.ts";

/** One repository on GitHub, or on a GitHub Enterprise Server, as a place of files and branches. */
export function createGithubHost(deps: RemoteDeps<DirectAccess>): Result<GitHost, TrackerProblem> {
  const { access, target } = deps;
  const restUrl = addressOf("GitHub", access.baseUrl);
  if (!restUrl.ok) return restUrl;
  const repository = parseRepository(target.project ?? "");
  if (repository === undefined) return err(missingProject(target, "acme/shop"));
  const context: HostContext = {
    api: connectGithub(deps, restUrl.value, restUrl.value),
    repository,
    memory: { merged: null },
  };
  return ok({
    capabilities: { pullRequests: true },
    repository: `${repository.owner}/${repository.name}`,
    readDefaultBranch: (signal) => readDefaultBranch(context, signal),
    readBranch: (name, signal) => readBranch(context, name, signal),
    readFiles: (paths, commit, signal) => readFiles(context, paths, commit, signal),
    findOpenPullRequest: (branch, signal) => findOpenPull(context, branch, signal),
    readPullRequest: (number, signal) => readPullRequest(context, number, signal),
    listMergedPullRequests: (since, signal) => listMerged(context, since, signal),
    openPullRequest: (draft, signal) => openPullRequest(context, draft, signal),
  });
}
