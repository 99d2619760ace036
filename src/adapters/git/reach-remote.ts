import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { startGit, tryGit, type GitEnd, type GitInput, type GitPlace } from "./run-git.ts";

/** A remote of the clone that a person has named. */
export interface RemotePlace extends GitPlace {
  readonly remote: string;
}

/**
 * Runs a command of git that goes to a remote, with the environment and the credentials that
 * `git push` would have there.
 *
 * Only for a remote that a person has named: its credential helper and its transport are programs.
 * Hooks stay out, and nobody is asked for anything.
 */
export async function reachRemote(
  place: RemotePlace,
  args: readonly string[],
  signal: CancelSignal,
  input: GitInput = {},
): Promise<GitEnd> {
  const env = { ...ownEnvironment(place.env), ...(await silentSsh(place, signal)) };
  return startGit({ ...place, env }, [...WITHOUT_HOOKS, ...args], signal, input);
}

/** Errors: a name that is none of a remote of this clone, or no clone. */
export async function findRemote(
  place: RemotePlace,
  signal: CancelSignal,
): Promise<Result<void, Problem>> {
  const { remote } = place;
  if (!/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/.test(remote)) return err(noRemote(remote));
  const end = await tryGit(place, ["remote"], signal);
  if (end.kind === "stopped") return err(unreachable(remote, "", true));
  if (end.kind === "failed") return err(unreachable(remote, end.said, false));
  return end.bytes.toString("utf8").split("\n").includes(remote)
    ? ok(undefined)
    : err(noRemote(remote));
}

/** Says why a remote gave no answer, in words of Canon's own: git's may hold a credential. */
export function unreachable(remote: string, said: string, isStopped: boolean): Problem {
  if (isStopped) return problem("git/stopped", t("Asking the remote {0} was stopped.", remote));
  const why = REASONS.find(([words]) => words.test(said))?.[1] ?? "none";
  return problem("git/remote-unreachable", reasonText(why, remote));
}

type Reason = "account" | "address" | "no-clone" | "none";

const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [/not a git repository|dubious ownership/i, "no-clone"],
  [
    /authentication failed|could not read (?:username|password)|permission denied|access denied|\b40[13]\b|forbidden|host key verification/i,
    "account",
  ],
  [
    /does not appear to be a git repository|repository not found|\b404\b|could not read from remote/i,
    "address",
  ],
];

function reasonText(reason: Reason, remote: string): string {
  switch (reason) {
    case "no-clone":
      return t("This folder is no git repository that could be read, so nothing can be claimed.");
    case "account":
      return t(
        "The remote {0} did not let this account in. See that `git push` works here without a question.",
        remote,
      );
    case "address":
      return t("The remote {0} has no repository for this account. Check its address.", remote);
    case "none":
      return t("The remote {0} could not be reached. Try again when it answers.", remote);
  }
}

function noRemote(remote: string): Problem {
  return problem(
    "git/no-remote",
    t(
      "This clone has no remote that is called {0}. Name one of those that `git remote` lists.",
      JSON.stringify(remote.slice(0, 100)),
    ),
  );
}

function problem(code: string, what: string): Problem {
  const message = t("{0} No ticket was created, because other jobs could not be told.", what);
  return { code, severity: "error", line: null, message };
}

const WITHOUT_HOOKS = [
  "--no-pager",
  ...["core.hooksPath=", "core.fsmonitor=false", "push.followTags=false", "push.gpgSign=false"],
  ...["push.recurseSubmodules=no", "fetch.recurseSubmodules=no", "color.ui=false"],
].flatMap((word) => (word.startsWith("--") ? [word] : ["-c", word]));

/** What would point git at another repository; a hook inherits the one that it runs for. */
const ELSEWHERE =
  /^GIT_(?:ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|DIR|INDEX_FILE|NAMESPACE|OBJECT_DIRECTORY|PREFIX|SHALLOW_FILE|TRACE.*|CURL_VERBOSE|WORK_TREE)$/;

function ownEnvironment(env: GitPlace["env"]): GitPlace["env"] {
  const kept = Object.entries(env).filter(([name]) => !ELSEWHERE.test(name));
  const quiet = { LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GCM_INTERACTIVE: "never" };
  return { ...Object.fromEntries(kept), ...quiet };
}

/** An own way to start ssh stays as it is. */
async function silentSsh(place: GitPlace, signal: CancelSignal): Promise<Record<string, string>> {
  if (place.env["GIT_SSH_COMMAND"] !== undefined || place.env["GIT_SSH"] !== undefined) return {};
  const own = await tryGit(place, ["config", "--get", "core.sshCommand"], signal);
  return own.kind === "done" ? {} : { GIT_SSH_COMMAND: "ssh -o BatchMode=yes" };
}
