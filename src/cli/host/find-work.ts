import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { MergedWork } from "../../core/model/merged-work.ts";
import { inWorkspace } from "../../core/realization/in-workspace.ts";
import type { GitHost } from "../../ports/git-host.ts";
import { misuse, type CommandContext } from "../context.ts";
import { ATTENTION, MISUSE } from "../exit-codes.ts";
import type { NoPlan } from "../commands/planning.ts";
import type { Workspace } from "../workspace.ts";

/**
 * Finds the pull request that a word names: its number in the repository that the workspace was
 * cloned from, or its address.
 *
 * A number is looked up in the clone itself where there is no git host that could be asked.
 */
export async function findWork(
  context: CommandContext,
  workspace: Workspace,
  word: string,
): Promise<Result<MergedWork, NoPlan>> {
  const number = /^#?([1-9]\d{0,8})$/.exec(word.trim())?.[1];
  if (number !== undefined) return byNumber(context, workspace, Number(number));
  if (!/^https?:\/\//i.test(word)) return err({ problems: [notANumber(word)], exit: MISUSE });
  const opened = await workspace.openPullRequest(word.trim());
  if (!opened.ok) return err({ problems: [opened.error], exit: MISUSE });
  const { host, number: named } = opened.value;
  return readFrom(host, named, await prefixOf(context, host), workspace);
}

async function byNumber(
  context: CommandContext,
  workspace: Workspace,
  number: number,
): Promise<Result<MergedWork, NoPlan>> {
  const { readGitRemote } = await import("../../adapters/files/git-remote.ts");
  const remote = await readGitRemote(context.root);
  const opened = remote.ok
    ? await workspace.openPullRequest({ remote: remote.value.url, number })
    : remote;
  if (!opened.ok) {
    const known = await fromClone(context, number, workspace);
    return known.ok ? known : err({ problems: [opened.error, ...known.error], exit: MISUSE });
  }
  const { host, isServed } = opened.value;
  const asked = await readFrom(host, number, remote.ok ? remote.value.prefix : "", workspace);
  if (asked.ok || isServed || !asked.error.problems.some(isUnknown)) return asked;
  // The server that was asked stands in for github.com and need not have all that is there.
  const known = await fromClone(context, number, workspace);
  return known.ok ? known : asked;
}

async function readFrom(
  host: GitHost,
  number: number,
  prefix: string,
  { run }: Workspace,
): Promise<Result<MergedWork, NoPlan>> {
  const reading = await host.readPullRequest(number, run.signal);
  switch (reading.kind) {
    case "merged":
      return ok(inWorkspace(reading.work, prefix));
    case "open":
    case "closed": {
      const what = reading.kind === "open" ? "is not merged yet" : "was closed without a merge";
      const message = `Pull request ${String(number)} of ${host.repository} ${what}, so there is nothing to record. Nothing was changed.`;
      return err({ problems: [problem("git/not-merged", message)], exit: ATTENTION });
    }
    case "missing": {
      const message = `${host.repository} has no pull request ${String(number)}, or none that this account may see. Nothing was changed. Check the number.`;
      return err({ problems: [problem("git/unknown-pull-request", message)], exit: MISUSE });
    }
    case "unreadable": {
      const message = `Pull request ${String(number)} of ${host.repository} could not be read: ${reading.error.message}`;
      return err({ problems: [problem("git/unreadable", message)], exit: ATTENTION });
    }
  }
}

/** What the clone itself knows of a pull request, from the message of its merge. */
async function fromClone(
  { host, root }: CommandContext,
  number: number,
  { run }: Workspace,
): Promise<Result<MergedWork, Problem[]>> {
  const { openGitHistory } = await import("./open-git-history.ts");
  const clone = await openGitHistory(host, root);
  if (clone === undefined) return err([]);
  const { history, prefix } = clone;
  const found = await history.findPullRequest(number, run.signal);
  if (!found.ok) return err([found.error]);
  if (found.value === undefined) {
    const message = `The history of this clone names no pull request ${String(number)}. Nothing was changed. Fetch the default branch, or check the number.`;
    return err([problem("git/unknown-pull-request", message)]);
  }
  const work = await history.readWork(found.value.commit, run.signal);
  return work.ok ? ok(inWorkspace(work.value, prefix)) : err([work.error]);
}

/** The place of the workspace in the repository, where it is a clone of that one. */
async function prefixOf({ root }: CommandContext, host: GitHost): Promise<string> {
  const { readGitRemote } = await import("../../adapters/files/git-remote.ts");
  const remote = await readGitRemote(root);
  const isOwn = remote.ok && remote.value.url.toLowerCase().includes(host.repository.toLowerCase());
  return isOwn ? remote.value.prefix : "";
}

function notANumber(word: string): Problem {
  return misuse(
    "no-pull-request",
    `"${word.slice(0, 100)}" names no pull request. Give its number, such as 412, or its address.`,
  );
}

function isUnknown({ code }: Problem): boolean {
  return code === "git/unknown-pull-request";
}

function problem(code: string, message: string): Problem {
  return { code, severity: "error", line: null, message };
}
