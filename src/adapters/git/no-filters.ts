import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import { tryGit, type GitPlace } from "./run-git.ts";

/**
 * Options that switch off every filter that the configuration names.
 *
 * Whoever writes the index looks again at files that changed in the same moment, and git passes
 * them through their filters for that: programs that a repository can name. Without filters such a
 * file is looked at once more by the next `git status`, and nothing else.
 */
export async function noFilters(
  place: GitPlace,
  signal: CancelSignal,
): Promise<Result<string[], Problem>> {
  const asked = ["config", "--null", "--name-only", "--get-regexp", "^filter\\."];
  const end = await tryGit(place, asked, signal);
  // Nothing found is the exit code 1.
  if (end.kind === "failed" && "code" in end.error && end.error.code === 1) return ok([]);
  if (end.kind !== "done") return err(unknown());
  const keys = end.bytes.toString("utf8").split("\0");
  const drivers = new Set(
    keys.filter((key) => key !== "").map((key) => key.slice(0, key.lastIndexOf("."))),
  );
  // Such a name cannot be told to git apart from a value.
  if ([...drivers].some((driver) => driver.includes("="))) return err(unknown());
  return ok(
    [...drivers].flatMap((driver) => OFF.flatMap((setting) => ["-c", `${driver}.${setting}`])),
  );
}

const OFF = ["clean=", "smudge=", "process=", "required=false"];

function unknown(): Problem {
  return {
    code: "git/not-committed",
    severity: "error",
    line: null,
    message: t(
      "The filters that the configuration of git names could not be switched off, so nothing was committed; the files have their changes. Commit them yourself.",
    ),
  };
}
