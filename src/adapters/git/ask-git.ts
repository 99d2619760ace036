import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { tryGit, type GitInput, type GitPlace } from "./run-git.ts";

/**
 * Asks git one question.
 *
 * Shape:  what it printed, as text; unreadable bytes become replacement characters.
 * Errors: a command that fails, prints too much or takes too long. What git says of it is not
 *         passed on, because a repository can put its own words there.
 */
export async function askGit(
  place: GitPlace,
  args: readonly string[],
  signal: CancelSignal,
  input: GitInput = {},
): Promise<Result<string, Problem>> {
  const end = await tryGit(place, args, signal, input);
  if (end.kind === "done") return ok(end.bytes.toString("utf8"));
  return err(end.kind === "stopped" ? stopped() : failed(end.error, end.said));
}

function failed(error: Error, said: string): Problem {
  if ("code" in error && error.code === "ENOENT") {
    return problem(
      "git/no-program",
      t("git could not be started. Install it, or give the pull request by its address."),
    );
  }
  if (said.includes("not a git repository")) {
    return problem(
      "git/no-repository",
      t("This folder is in no git repository, so there is no history to read."),
    );
  }
  if (said.includes("dubious ownership")) {
    return problem(
      "git/failed",
      t(
        "git does not read this repository, because it belongs to another user. Run `git status` here to see how to allow it.",
      ),
    );
  }
  return problem(
    "git/failed",
    t(
      "git could not read the history of this repository. Run `git fsck` to see whether it is whole.",
    ),
  );
}

function stopped(): Problem {
  return problem("git/stopped", t("Reading the history was stopped."));
}

function problem(code: string, what: string): Problem {
  return { code, severity: "error", line: null, message: t("{0} Nothing was changed.", what) };
}
