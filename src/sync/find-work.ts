import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { MergedWork } from "../core/model/merged-work.ts";
import { inWorkspace } from "../core/realization/relations/in-workspace.ts";
import type { GitHistory } from "../ports/git-history.ts";
import type { GitHost } from "../ports/git-host.ts";

/** Where merged work can be looked up from a folder. */
export interface WorkSources {
  /** Opens the repository of a pull request, by its address or by its number at a remote. */
  readonly openPullRequest: (
    name: string | { readonly remote: string; readonly number: number },
    signal: CancelSignal,
  ) => Promise<
    Result<{ readonly host: GitHost; readonly number: number; readonly isServed: boolean }, Problem>
  >;
  /** Where the folder was cloned from. */
  readonly readRemote: () => Promise<
    Result<{ readonly url: string; readonly prefix: string }, Problem>
  >;
  /** The clone itself; undefined on a machine without git. */
  readonly openHistory: () => Promise<
    { readonly history: GitHistory; readonly prefix: string } | undefined
  >;
}

/** Why there is no such work. `isMisuse`: what was named is nothing that could be looked up. */
export interface NoWork {
  readonly problems: readonly Problem[];
  readonly isMisuse: boolean;
}

/**
 * Finds the pull request that a word names: its number in the repository that the workspace was
 * cloned from, or its address.
 *
 * A number is looked up in the clone itself where there is no git host that could be asked.
 */
export async function findWork(
  sources: WorkSources,
  word: string,
  signal: CancelSignal,
): Promise<Result<MergedWork, NoWork>> {
  const name = word.trim();
  const number = /^#?([1-9]\d{0,8})$/.exec(name)?.[1];
  if (number !== undefined) return byNumber(sources, Number(number), signal);
  if (!/^https?:\/\//i.test(name)) return misuse(notANumber(name));
  const opened = await sources.openPullRequest(name, signal);
  if (!opened.ok) return misuse(opened.error);
  const { host, number: named } = opened.value;
  return readFrom(host, named, await prefixOf(sources, host), signal);
}

/** Reads a commit of the clone as merged work. */
export async function findCommit(
  { openHistory }: WorkSources,
  commit: string,
  signal: CancelSignal,
): Promise<Result<MergedWork, NoWork>> {
  const clone = await openHistory();
  if (clone === undefined) return misuse(problem("git/no-program", noGit()));
  const work = await clone.history.readWork(commit, signal);
  return work.ok ? ok(inWorkspace(work.value, clone.prefix)) : misuse(work.error);
}

function noGit(): string {
  return t(
    "There is no git on this machine, so the clone cannot be read. Nothing was changed. Install git.",
  );
}

async function byNumber(
  sources: WorkSources,
  number: number,
  signal: CancelSignal,
): Promise<Result<MergedWork, NoWork>> {
  const remote = await sources.readRemote();
  const opened = remote.ok
    ? await sources.openPullRequest({ remote: remote.value.url, number }, signal)
    : remote;
  if (!opened.ok) {
    const known = await fromClone(sources, number, signal);
    return known.ok ? known : err({ problems: [opened.error, ...known.error], isMisuse: true });
  }
  const { host, isServed } = opened.value;
  const asked = await readFrom(host, number, remote.ok ? remote.value.prefix : "", signal);
  if (asked.ok || isServed || !asked.error.problems.some(isUnknown)) return asked;
  // The server that was asked stands in for github.com and need not have all that is there.
  const known = await fromClone(sources, number, signal);
  return known.ok ? known : asked;
}

async function readFrom(
  host: GitHost,
  number: number,
  prefix: string,
  signal: CancelSignal,
): Promise<Result<MergedWork, NoWork>> {
  const reading = await host.readPullRequest(number, signal);
  switch (reading.kind) {
    case "merged":
      return ok(inWorkspace(reading.work, prefix));
    case "open":
    case "closed": {
      const message =
        reading.kind === "open"
          ? t(
              "Pull request {0} of {1} is not merged yet, so there is nothing to record. Nothing was changed.",
              String(number),
              host.repository,
            )
          : t(
              "Pull request {0} of {1} was closed without a merge, so there is nothing to record. Nothing was changed.",
              String(number),
              host.repository,
            );
      return err({ problems: [problem("git/not-merged", message)], isMisuse: false });
    }
    case "missing": {
      const message = t(
        "{0} has no pull request {1}, or none that this account may see. Nothing was changed. Check the number.",
        host.repository,
        String(number),
      );
      return misuse(problem("git/unknown-pull-request", message));
    }
    case "unreadable": {
      const message = t(
        "Pull request {0} of {1} could not be read: {2}",
        String(number),
        host.repository,
        reading.error.message,
      );
      return err({ problems: [problem("git/unreadable", message)], isMisuse: false });
    }
  }
}

/** What the clone itself knows of a pull request, from the message of its merge. */
async function fromClone(
  { openHistory }: WorkSources,
  number: number,
  signal: CancelSignal,
): Promise<Result<MergedWork, Problem[]>> {
  const clone = await openHistory();
  if (clone === undefined) return err([]);
  const { history, prefix } = clone;
  const found = await history.findPullRequest(number, signal);
  if (!found.ok) return err([found.error]);
  if (found.value === undefined) {
    const message = t(
      "The history of this clone names no pull request {0}. Nothing was changed. Fetch the default branch, or check the number.",
      String(number),
    );
    return err([problem("git/unknown-pull-request", message)]);
  }
  const work = await history.readWork(found.value.commit, signal);
  return work.ok ? ok(inWorkspace(work.value, prefix)) : err([work.error]);
}

/** The place of the workspace in the repository, where it is a clone of that one. */
async function prefixOf({ readRemote }: WorkSources, host: GitHost): Promise<string> {
  const remote = await readRemote();
  const isOwn = remote.ok && remote.value.url.toLowerCase().includes(host.repository.toLowerCase());
  return isOwn ? remote.value.prefix : "";
}

function notANumber(word: string): Problem {
  const message = t(
    '"{0}" names no pull request. Give its number, such as 412, or its address.',
    word.slice(0, 100),
  );
  return problem("cli/no-pull-request", message);
}

function isUnknown({ code }: Problem): boolean {
  return code === "git/unknown-pull-request";
}

function misuse(what: Problem): Result<never, NoWork> {
  return err({ problems: [what], isMisuse: true });
}

function problem(code: string, message: string): Problem {
  return { code, severity: "error", line: null, message };
}
