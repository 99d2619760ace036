import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { locations } from "../host/locations.ts";
import { runCommand } from "../host/run-command.ts";

/** What one process of the command line took, and what it said. */
export interface CanonRun {
  /** Time on a processor, from the start of the process to its end. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The most memory that the process had at one time, Node's own included. */
  readonly topBytes: number;
  /** The document of `--json`. */
  readonly said: Said;
}

/** What measuring reads of the documents; each command has only some of it. */
interface Said {
  readonly requests?: { readonly total: number; readonly writes: number };
  readonly problems: readonly { readonly severity: string; readonly message: string }[];
  readonly items?: readonly unknown[];
  readonly results?: readonly unknown[];
}

const PRELOADED = new URL("./report-usage.mjs", import.meta.url).href;

/** Runs the built command line. Errors: rejects with its last lines unless it ends with 0. */
export async function runCanon(
  root: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
): Promise<CanonRun> {
  const program = join(locations.project, "dist/cli.js");
  const usageFile = join(tmpdir(), `canon-usage-${process.pid}.json`);
  const startedAt = performance.now();
  const output = await runCommand(
    process.execPath,
    ["--import", PRELOADED, program, ...args, "--json"],
    {
      purpose: `Running canon ${args.join(" ")}`,
      cwd: root,
      env: { ...env, CANON_BENCH_USAGE: usageFile },
    },
  );
  const wallMs = performance.now() - startedAt;
  const usage = JSON.parse(readFileSync(usageFile, "utf8")) as NodeJS.ResourceUsage;
  rmSync(usageFile);
  return {
    cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000,
    wallMs,
    topBytes: usage.maxRSS * 1024,
    said: JSON.parse(output) as Said,
  };
}
