import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { t } from "../../core/kernel/texts.ts";
import { Complaint } from "../files/complaint.ts";

type Program = ChildProcessWithoutNullStreams;

export interface AgentStart {
  /** Absolute. */
  readonly program: string;
  readonly args: readonly string[];
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs; never in a workspace, whose files could stand in for its own. */
  readonly folder: string;
  readonly timeoutMs: number;
}

/** How a program ended. `complaint` is what it wrote on stderr, not yet redacted. */
export type AgentEnd =
  | { readonly kind: "answered"; readonly text: string }
  | { readonly kind: "not-started" | "timeout" | "too-much" | "cancelled" }
  | { readonly kind: "failed"; readonly how: string; readonly complaint: string };

/** More than any answer needs. Unit: bytes. */
const LARGEST_ANSWER = 1_000_000;
/** How long a program may take to end when it is told to, and its helpers to let go of its output. */
const GRACE_MS = 500;

/**
 * Runs a program with a text on stdin, without a shell, and gives back what it wrote on stdout.
 *
 * It is ended with everything that it started when it takes too long, writes too much, or nobody
 * waits for it any more.
 */
export function runAgent(
  start: AgentStart,
  input: string,
  signal: CancelSignal,
): Promise<AgentEnd> {
  if (signal.aborted) return Promise.resolve({ kind: "cancelled" });
  const child = startProgram(start);
  if (child === null) return Promise.resolve({ kind: "not-started" });
  return new Promise((resolve) => {
    const timers: NodeJS.Timeout[] = [];
    let cutOff: "timeout" | "too-much" | "cancelled" | null = null;
    const stop = (why: NonNullable<typeof cutOff>): void => {
      if (cutOff !== null) return;
      cutOff = why;
      timers.push(...endWithAll(child));
    };
    const answer: Buffer[] = [];
    let size = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_ANSWER) stop("too-much");
      else answer.push(chunk);
    });
    const complaint = new Complaint();
    child.stderr.on("data", (chunk: Buffer) => complaint.take(chunk));
    const cancel = (): void => stop("cancelled");
    signal.addEventListener("abort", cancel, { once: true });
    timers.push(setTimeout(() => stop("timeout"), start.timeoutMs));
    const settle = (end: AgentEnd): void => {
      signal.removeEventListener("abort", cancel);
      for (const timer of timers) clearTimeout(timer);
      resolve(cutOff === null ? end : { kind: cutOff });
    };
    child.once("error", () => settle({ kind: "not-started" }));
    // A helper that it left behind may hold the output open; nobody waits for that one.
    child.once("exit", () => timers.push(...killSoon(child)));
    child.once("close", (code, killedBy) => {
      const how = killedBy === null ? t("with code {0}", String(code)) : t("by {0}", killedBy);
      if (code !== 0) settle({ kind: "failed", how, complaint: complaint.text() });
      else settle({ kind: "answered", text: Buffer.concat(answer).toString("utf8") });
    });
    // A program may end without reading all of it; its end says all there is to know.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** Elsewhere a program is ended alone. */
const HAS_GROUPS = process.platform !== "win32";

/** Null where the system refuses at once, as it does with arguments that are too long. */
function startProgram({ program, args, env, folder }: AgentStart): Program | null {
  const options = { cwd: folder, env, shell: false, windowsHide: true } as const;
  try {
    return spawn(program, args, { ...options, detached: HAS_GROUPS });
  } catch {
    return null;
  }
}

/** Ends a program with what it started: asked first, then not. */
function endWithAll(child: Program): NodeJS.Timeout[] {
  signalAll(child, "SIGTERM");
  return killSoon(child);
}

function killSoon(child: Program): NodeJS.Timeout[] {
  return [
    setTimeout(() => signalAll(child, "SIGKILL"), GRACE_MS),
    // What has left the group of processes lives on, and is not waited for either.
    setTimeout(() => {
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    }, 2 * GRACE_MS),
  ];
}

function signalAll(child: Program, signal: "SIGTERM" | "SIGKILL"): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (HAS_GROUPS) process.kill(-pid, signal);
    else child.kill(signal);
  } catch {
    // The last of them has ended by itself.
  }
}
