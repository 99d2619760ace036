import { execFile } from "node:child_process";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { variable, type CliHost } from "./cli-host.ts";
import { findProgram } from "../../adapters/files/find-program.ts";

const TIMEOUT_MS = 5000;
const MAX_BYTES = 64_000_000;

/**
 * Reads a file as it was before both sides of a merge changed it, which git keeps in its index.
 *
 * Shape: paths count from `root`; null without git, and outside of a merge. Git is asked for the
 *        stored bytes alone, so that no filter and no hook of a repository runs.
 */
export function gitAncestor(
  host: CliHost,
  root: string,
  signal: CancelSignal,
): (file: string) => Promise<string | null> {
  const program = findProgram("git", host.env["PATH"], root);
  return async (file) => {
    if (program === undefined || signal.aborted) return null;
    const quiet = ["-c", "core.fsmonitor=false", "--no-optional-locks"];
    return run(program, [...quiet, "cat-file", "blob", `:1:./${file}`], root, host);
  };
}

/** A program that fails or hangs has nothing to say. */
function run(
  program: string,
  args: readonly string[],
  cwd: string,
  host: CliHost,
): Promise<string | null> {
  const env = Object.fromEntries(
    ["PATH", "HOME", "USERPROFILE", "SystemRoot"].flatMap((name) => {
      const value = variable(host, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const options = { cwd, env, timeout: TIMEOUT_MS, maxBuffer: MAX_BYTES, windowsHide: true };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
  });
}
