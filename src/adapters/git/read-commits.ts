import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import { askGit } from "./ask-git.ts";
import type { GitPlace } from "./run-git.ts";

/** A commit as git has it. `at` is when it came into being here, ISO 8601 in UTC. */
export interface ReadCommit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly at: string;
  readonly message: string;
}

/** A message cannot hold the sign that divides the fields. */
const FIELDS = ["%H", "%P", "%an", "%ct", "%B"];
const FORMAT = `--format=${FIELDS.join("%x00")}%x00`;

/** Tells whether a text is the full name of a commit, and nothing that git could take for more. */
export function isCommitId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Lists commits, the newest first. `revisions` are full names, or such names after `^`. */
export async function listCommits(
  deps: GitPlace,
  options: readonly string[],
  revisions: readonly string[],
  most: number,
  signal: CancelSignal,
): Promise<Result<readonly ReadCommit[], Problem>> {
  const count = `--max-count=${String(most)}`;
  const args = ["rev-list", ...options, count, "--encoding=UTF-8", FORMAT];
  const listed = await askGit(deps, [...args, "--end-of-options", ...revisions], signal);
  if (!listed.ok) return listed;
  const parts = listed.value.split("\0");
  const commits: ReadCommit[] = [];
  for (let at = 0; at + FIELDS.length < parts.length; at += FIELDS.length) {
    const [head = "", parents = "", author = "", seconds = "", message = ""] = parts.slice(at);
    commits.push({
      id: head.slice(head.lastIndexOf("\n") + 1),
      parents: parents === "" ? [] : parents.split(" "),
      author,
      at: new Date(1000 * Number(seconds)).toISOString(),
      message,
    });
  }
  return ok(commits);
}
