import { findProgram } from "../../adapters/files/find-program.ts";
import { createCodeHistory } from "../../adapters/git/code-history.ts";
import { NO_HISTORY, type CodeHistory } from "../../ports/code-history.ts";
import type { CliHost } from "./cli-host.ts";

/** What git knows of a folder's past; nothing on a machine without git. */
export function gitHistory({ env }: CliHost, root: string): CodeHistory {
  const program = findProgram("git", env["PATH"], root);
  return program === undefined ? NO_HISTORY : createCodeHistory({ program, folder: root, env });
}
