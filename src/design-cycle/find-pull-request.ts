import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { GitHost } from "../ports/git-host.ts";

/** Opens the repository that the workspace was cloned from, and says which branch it is on. */
export type OpenGitHost = (signal: CancelSignal) => Promise<
  Result<
    {
      readonly host: Pick<GitHost, "findOpenPullRequest">;
      readonly branch: string | null;
    },
    Problem
  >
>;

/**
 * Finds the open pull request of a cycle: that of the branch which the design workflow makes for
 * it, else that of the branch which the workspace is on.
 *
 * Shape:  null where there is none, and where there is no repository that could be asked.
 * Errors: a repository that was asked and did not say.
 */
export async function findPullRequest(
  open: OpenGitHost,
  cycle: string,
  signal: CancelSignal,
): Promise<Result<string | null, Problem>> {
  const opened = await open(signal);
  if (!opened.ok) return ok(null);
  const { host, branch } = opened.value;
  const names = new Set([`pr/${cycle}-clean`, ...(branch === null ? [] : [branch])]);
  for (const name of names) {
    const pull = await host.findOpenPullRequest(name, signal);
    if (!pull.ok) return err(notFoundOut(pull.error.message));
    if (pull.value !== undefined) return ok(pull.value.url);
  }
  return ok(null);
}

function notFoundOut(why: string): Problem {
  return {
    code: "cycle/pull-request-unknown",
    severity: "warning",
    line: null,
    message: t(
      "It could not be found out whether the cycle has an open pull request, so it counts as having none: {0}",
      why,
    ),
  };
}
