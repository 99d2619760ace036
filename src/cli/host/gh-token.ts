import { execFile } from "node:child_process";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { Secret } from "../../core/kernel/secret.ts";
import { variable, type CliHost } from "./cli-host.ts";
import { findProgram } from "../../adapters/files/find-program.ts";

const TIMEOUT_MS = 5000;

/** What `gh` needs to find its own settings and the keyring. No credential is among it. */
const PASSED_ON = [
  "PATH",
  "HOME",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
  "XDG_STATE_HOME",
  "XDG_RUNTIME_DIR",
  "DBUS_SESSION_BUS_ADDRESS",
  "GH_CONFIG_DIR",
  "SystemRoot",
];

/**
 * The credential that GitHub's own command line keeps for a host; undefined without one.
 *
 * Shape: `apiUrl` is the address of the interface that the person, never a repository, named. The
 *        program is asked for that host alone, without a shell, and not for longer than 5 s.
 */
export async function readGhToken(
  host: CliHost,
  workspace: string,
  apiUrl: URL,
  signal: CancelSignal,
): Promise<Secret | undefined> {
  const program = findProgram("gh", host.env["PATH"], workspace);
  if (program === undefined || signal.aborted) return undefined;
  const text = await run(program, ["auth", "token", "--hostname", webHost(apiUrl)], host, signal);
  const token = text.trim();
  return /^[\x21-\x7e]{8,2000}$/.test(token) ? new Secret(token) : undefined;
}

/** The host as people know it, which is the one that `gh` keeps credentials under. */
function webHost({ host }: URL): string {
  return host === "api.github.com" || host.endsWith(".ghe.com") ? host.replace(/^api\./, "") : host;
}

/** A program that fails, hangs or is stopped has nothing to say. */
function run(
  program: string,
  args: readonly string[],
  host: CliHost,
  signal: CancelSignal,
): Promise<string> {
  const env = Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = variable(host, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const options = { env, timeout: TIMEOUT_MS, maxBuffer: 100_000, windowsHide: true, cwd: "/" };
  return new Promise((resolve) => {
    const child = execFile(program, args, options, (error, stdout) => {
      signal.removeEventListener("abort", stop);
      resolve(error === null ? stdout : "");
    });
    function stop(): void {
      child.kill();
    }
    signal.addEventListener("abort", stop, { once: true });
    child.stdin?.end();
  });
}
