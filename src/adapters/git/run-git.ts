import { execFile } from "node:child_process";
import type { CancelSignal } from "../../core/kernel/cancel.ts";

/** Where and with what git is run. */
export interface GitPlace {
  /** The absolute path of the program. */
  readonly program: string;
  /** The folder to work in, absolute. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface GitInput {
  readonly input?: string;
  readonly maxBytes?: number;
  /** What git is told besides, by its names; never anything that a repository said. */
  readonly told?: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 64_000_000;

/** How a command of git ended. `said` is what it complained of; a repository can choose the words. */
export type GitEnd =
  | { readonly kind: "done"; readonly bytes: Buffer }
  | { readonly kind: "failed"; readonly error: Error; readonly said: string }
  | { readonly kind: "stopped" };

/** Runs a command of git; null when it fails, hangs, says too much or is cancelled. */
export async function runGit(
  place: GitPlace,
  args: readonly string[],
  signal: CancelSignal,
  input: GitInput = {},
): Promise<Buffer | null> {
  const end = await tryGit(place, args, signal, input);
  return end.kind === "done" ? end.bytes : null;
}

/**
 * Runs a command of git.
 *
 * A repository is somebody else's: nothing that its configuration names may run, be it a hook, a
 * pager, a filter, a check of signatures or a helper that fetches what is not there.
 */
export function tryGit(
  place: GitPlace,
  args: readonly string[],
  signal: CancelSignal,
  input: GitInput = {},
): Promise<GitEnd> {
  const env = { ...quietEnvironment(place.env), ...input.told };
  return startGit({ ...place, env }, [...HARMLESS, ...args], signal, input);
}

/** Runs a command of git with this environment, and with nothing switched off. */
export function startGit(
  { program, folder, env }: GitPlace,
  args: readonly string[],
  signal: CancelSignal,
  { input = "", maxBytes = MAX_BYTES }: GitInput,
): Promise<GitEnd> {
  if (signal.aborted) return Promise.resolve({ kind: "stopped" });
  const options = {
    cwd: folder,
    env,
    encoding: "buffer",
    windowsHide: true,
    timeout: TIMEOUT_MS,
    maxBuffer: maxBytes,
  } as const;
  return new Promise((resolve) => {
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      signal.removeEventListener("abort", stop);
      if (error === null) resolve({ kind: "done", bytes: stdout });
      else if (signal.aborted) resolve({ kind: "stopped" });
      else resolve({ kind: "failed", error, said: stderr.toString("utf8") });
    });
    const stop = (): void => {
      child.kill();
    };
    signal.addEventListener("abort", stop, { once: true });
    // A program that ends early closes its end; its exit says all there is to know.
    child.stdin?.on("error", stop);
    child.stdin?.end(input);
  });
}

const HARMLESS = [
  "--no-pager",
  "--no-optional-locks",
  "--no-replace-objects",
  "--literal-pathspecs",
  ...["core.fsmonitor=false", "core.hooksPath=", "core.quotePath=false", "protocol.allow=never"],
  ...["log.showSignature=false", "log.mailmap=false", "color.ui=false", "diff.external="],
].flatMap((word) => (word.startsWith("--") ? [word] : ["-c", word]));

/** Variables that point git elsewhere stay out; what it says is in English. */
function quietEnvironment(env: GitPlace["env"]): Record<string, string> {
  const kept = ["PATH", "HOME", "USERPROFILE", "SystemRoot", "XDG_CONFIG_HOME"].flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
  };
}
