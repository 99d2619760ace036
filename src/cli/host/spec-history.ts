import { findProgram } from "../../adapters/files/find-program.ts";
import { createCodeHistory } from "../../adapters/git/code-history.ts";
import { createSpecHistory } from "../../adapters/git/spec-history.ts";
import { NO_HISTORY, type CodeHistory } from "../../ports/code-history.ts";
import { noSpecHistory, type SpecHistory } from "../../ports/spec-history.ts";
import type { CliHost } from "./cli-host.ts";

/** What git keeps of the specs of a folder; nothing on a machine without git. */
export function specHistory(
  { env }: CliHost,
  root: string,
): { readonly past: SpecHistory; readonly code: CodeHistory } {
  const program = findProgram("git", env["PATH"], root);
  if (program === undefined) return { past: noSpecHistory("no-git"), code: NO_HISTORY };
  const place = { program, folder: root, env };
  return { past: createSpecHistory(place), code: createCodeHistory(place) };
}
