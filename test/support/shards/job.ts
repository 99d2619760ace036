import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { GITHUB } from "../ci/github-file.ts";
import type { Fault } from "../remote/double.ts";
import { gitEnvironment } from "./git-server.ts";
import type { LateTracker } from "./late-tracker.ts";

/** When a job's runner is switched off, with everything that it has on its disk. */
export type Death =
  | { readonly kind: "request"; readonly nth: number; readonly isDone: boolean }
  | { readonly kind: "moment"; readonly ms: number }
  | { readonly kind: "command"; readonly at: (typeof COMMANDS)[number] };

export const COMMANDS = [
  "after-sync",
  "before-commit",
  "after-commit",
  "before-push",
  "after-push",
  "before-pull",
  "after-pull",
] as const;

export interface JobOrder {
  readonly direction: "forward" | "reverse";
  /** Such as `1/3`; null for all. */
  readonly shard: string | null;
  readonly death: Death | null;
  /** Something that happens elsewhere while the nth request waits for its answer. */
  readonly meanwhile: { readonly nth: number; readonly happens: () => Promise<void> } | null;
}

export interface JobEnd {
  readonly order: JobOrder;
  readonly code: number | null;
  readonly wasKilled: boolean;
  readonly log: string;
  readonly requests: number;
  readonly writes: number;
}

const run = promisify(execFile);

const CLOCK = pathToFileURL(join(import.meta.dirname, "shift-clock.mjs")).href;
const SYNC = /^canon sync (?=--direction|--reverse)/m;

/** A job begins with a fresh clone, and goes on as the ready-made file for GitHub Actions does. */
const JOB = `git clone --quiet "$REMOTE" . || exit 90
bash --noprofile --norc -e "$SCRIPTS/$DIRECTION.sh"; code=$?
bash --noprofile --norc -e "$SCRIPTS/land.sh" || code=$?
exit $code
`;

/** A program that kills the whole job where its order says so; Canon starts git with less around. */
function mortal(program: string): string {
  return `#!/bin/sh
[ "$DEATH" != "before-$1" ] || kill -9 0
${program} "$@"; code=$?
[ "$DEATH" != "after-$1" ] || kill -9 0
exit $code
`;
}

/** Starts jobs as a CI system does, each as processes of their own in a clone of its own. */
export class Runner {
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #tracker: LateTracker;
  readonly #maxChanges: number;
  #jobs = 0;

  constructor(
    folder: string,
    cli: string,
    remote: string,
    tracker: LateTracker,
    { maxChanges }: { readonly maxChanges: number } = { maxChanges: 200 },
  ) {
    this.#folder = folder;
    this.#maxChanges = maxChanges;
    this.#tracker = tracker;
    const bin = join(folder, "bin");
    mkdirSync(bin);
    const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    const programs = { git: `"${git}"`, canon: `"${process.execPath}" "${cli}"` };
    for (const [name, program] of Object.entries(programs)) {
      writeFileSync(join(bin, name), mortal(program), { mode: 0o755 });
    }
    const env = gitEnvironment(folder);
    this.#env = {
      ...env,
      PATH: `${bin}${delimiter}${env["PATH"] ?? ""}`,
      REMOTE: remote,
      SCRIPTS: folder,
      // Most of what a short process does is to read its own program.
      NODE_COMPILE_CACHE: join(tmpdir(), "canon-shards-cache"),
      NODE_OPTIONS: `--import=${CLOCK}`,
    };
    writeFileSync(join(folder, "job.sh"), JOB);
  }

  /** What a sync of main as it is would do; where something is held, that is told by its code. */
  async plan(shiftMs: number): Promise<unknown> {
    const clone = join(this.#folder, "looker");
    const front = await this.#tracker.open();
    const env = { ...this.#env, ...front.env, CLOCK_SHIFT_MS: String(shiftMs) };
    await run("git", ["clone", "--quiet", this.#env["REMOTE"] ?? "", clone], { env });
    const planned = run("canon", ["plan", "--json"], { cwd: clone, env });
    const { stdout } = await planned.catch((error: unknown) => error as { stdout: string });
    return JSON.parse(stdout);
  }

  /** Lets Canon decide what a merge left undecided, as far as its rules go. */
  async resolve(clone: string, shiftMs: number): Promise<void> {
    const env = { ...this.#env, CLOCK_SHIFT_MS: String(shiftMs) };
    await run("canon", ["resolve"], { cwd: clone, env }).catch(() => undefined);
  }

  /** Runs one job to its end, whichever that is, and throws its clone away. */
  async run(order: JobOrder, shiftMs: number): Promise<JobEnd> {
    const number = String((this.#jobs += 1));
    const clone = join(this.#folder, `job-${number}`);
    mkdirSync(clone);
    let kill = (): void => undefined;
    const elsewhere: Promise<void>[] = [];
    const front = await this.#tracker.open((nth) => {
      if (order.meanwhile?.nth === nth) elsewhere.push(order.meanwhile.happens());
      return spoil(order, nth, () => kill());
    });
    try {
      const child = spawn("bash", ["--noprofile", "--norc", join(this.#folder, "job.sh")], {
        cwd: clone,
        // A group of its own, so that all of it can be killed at once.
        detached: true,
        env: {
          ...this.#env,
          ...this.#scriptsFor(order),
          ...front.env,
          DIRECTION: scriptName(order),
          DEATH: order.death?.kind === "command" ? order.death.at : "",
          GITHUB_RUN_ID: number,
          CLOCK_SHIFT_MS: String(shiftMs),
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let log = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => (log += text));
      }
      kill = () => killGroup(child.pid);
      const timer = order.death?.kind === "moment" && setTimeout(kill, order.death.ms);
      const [code, signal] = await new Promise<[number | null, string | null]>(
        (resolve, reject) => {
          child.on("error", reject);
          child.on("close", (...end) => resolve(end));
        },
      );
      if (timer !== false) clearTimeout(timer);
      await Promise.all(elsewhere);
      return { order, code, wasKilled: signal === "SIGKILL", log, ...front.count };
    } finally {
      await front.close();
      rmSync(clone, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** Writes down the lines of the ready-made file for this order; gives their variables. */
  #scriptsFor(order: JobOrder): Readonly<Record<string, string>> {
    const shells = GITHUB.shells(order.direction === "forward" ? "push" : "schedule");
    const sync = shells.find(({ script }) => SYNC.test(script));
    const land = shells.find(({ script }) => script.includes("git push"));
    if (sync === undefined || land === undefined) throw new Error("The file has no sync and push.");
    const part = order.shard === null ? "" : `--shard ${order.shard} `;
    const script = sync.script
      .replace(SYNC, `$&${part}`)
      .replace(/--max-changes \d+/, `--max-changes ${this.#maxChanges}`);
    const files = { [scriptName(order)]: script, land: land.script };
    for (const [name, text] of Object.entries(files)) {
      const file = join(this.#folder, `${name}.sh`);
      if (!existsSync(file)) writeFileSync(file, text);
    }
    return land.env;
  }
}

function spoil({ death }: JobOrder, nth: number, kill: () => void): Fault | undefined {
  if (death?.kind !== "request" || death.nth !== nth) return undefined;
  kill();
  return { kind: death.isDone ? "cut" : "drop" };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function scriptName({ direction, shard }: JobOrder): string {
  return `${direction}-${shard?.replace("/", "-of-") ?? "whole"}`;
}
