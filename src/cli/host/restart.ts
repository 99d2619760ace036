import { spawn } from "node:child_process";
import { variable, type CliHost } from "./cli-host.ts";
import { missingAtStart } from "./network-variables.ts";

/** Set for the second process, so that there is never a third one. */
const GUARD = "CANON_RESTARTED";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Commands that never speak to anybody. */
const SILENT = new Set([
  "parse",
  "lint",
  "redact",
  "whoami",
  "help",
  "--help",
  "-h",
  "--version",
  "-V",
]);

/**
 * Runs this command line once more where Node itself has to know about the network.
 *
 * Node reads further authorities and proxies only when it starts. Resolves when the second
 * process has ended, which then has set how this one ends; false when none was needed.
 */
export async function restartForNetwork(args: readonly string[], host: CliHost): Promise<boolean> {
  if (variable(host, GUARD) !== undefined || variable(host, "CANON_OFFLINE") === "1") return false;
  if (args.some((arg) => SILENT.has(arg))) return false;
  const missing = missingAtStart(host);
  const [program, script] = process.argv;
  if (Object.keys(missing).length === 0 || program === undefined || script === undefined) {
    return false;
  }
  const child = spawn(process.execPath, [...process.execArgv, script, ...args], {
    stdio: "inherit",
    env: { ...host.env, ...missing, [GUARD]: "1" },
    // In a group of its own, so that Ctrl-C reaches it once, from here.
    detached: process.platform !== "win32",
  });
  const handlers = FORWARDED.map((signal) => {
    const forward = (): void => void child.kill(signal);
    process.on(signal, forward);
    return { signal, forward };
  });
  const ended = await new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on("error", () => resolve(null));
    child.on("exit", (code, signal) => resolve(signal ?? code));
  });
  for (const { signal, forward } of handlers) process.off(signal, forward);
  if (ended === null) return false;
  if (typeof ended === "number") process.exitCode = ended;
  else process.kill(process.pid, ended);
  return true;
}
