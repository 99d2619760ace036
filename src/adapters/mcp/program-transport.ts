import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import {
  type JSONRPCMessage,
  ReadBuffer,
  serializeMessage,
  type Transport,
} from "@modelcontextprotocol/client";
import { Complaint } from "../files/complaint.ts";

export interface ProgramStart {
  /** Absolute. */
  readonly program: string;
  readonly args: readonly string[];
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs; never in a workspace, whose files could stand in for its own. */
  readonly folder: string;
  /** Told when it has ended of what it wrote on stderr, as a whole: secrets may span lines. */
  readonly heard: (text: string) => void;
}

/** More than any answer needs; a server that sends more in one piece is cut off. Unit: bytes. */
const LARGEST_MESSAGE = 8_000_000;
/** How long a server may take to end by itself when its input has, and then when it is told to. */
const GRACE_MS = 500;

/**
 * A server that speaks over its stdin and stdout, started without a shell.
 *
 * The client's own transport brings a library that starts shells on some systems, inherits a part
 * of the environment, and lets a server that does not end by itself live for seconds.
 */
export class ProgramTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #start: ProgramStart;
  readonly #read = new ReadBuffer({ maxBufferSize: LARGEST_MESSAGE });
  #child: ChildProcessWithoutNullStreams | undefined;
  #ended: Promise<void> | undefined;

  constructor(start: ProgramStart) {
    this.#start = start;
  }

  start(): Promise<void> {
    const { program, args, env, folder, heard } = this.#start;
    const options = { cwd: folder, env, shell: false, windowsHide: true } as const;
    const child = spawn(program, args, options);
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      child.once("close", () => {
        heard(stderr.text());
        resolve();
        this.onclose?.();
      });
    });
    child.stdin.on("error", (error) => this.onerror?.(error));
    child.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
    const stderr = new Complaint();
    child.stderr.on("data", (chunk: Buffer) => stderr.take(chunk));
    return new Promise((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
  }

  send(message: JSONRPCMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#child?.stdin.writable !== true) reject(new Error("the server has ended"));
      else this.#child.stdin.write(serializeMessage(message), () => resolve());
    });
  }

  /** Ends the server: its input first, then a signal, then without asking. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.pid === undefined) return;
    child.stdin.end();
    const timers = [
      setTimeout(() => child.kill("SIGTERM"), GRACE_MS),
      setTimeout(() => child.kill("SIGKILL"), 2 * GRACE_MS),
      // A helper that it left behind may hold the streams open; nobody waits for that one.
      setTimeout(() => release(child), 3 * GRACE_MS),
    ];
    await this.#ended;
    for (const timer of timers) clearTimeout(timer);
  }

  #take(chunk: Buffer): void {
    try {
      this.#read.append(chunk);
    } catch (error) {
      this.#complain(error);
      void this.close();
      return;
    }
    for (let isMore = true; isMore;) {
      try {
        const message = this.#read.readMessage();
        isMore = message !== null;
        if (message !== null) this.onmessage?.(message);
      } catch (error) {
        // A line that is no message is passed over, as the protocol has it for what follows.
        this.#complain(error);
      }
    }
  }

  #complain(error: unknown): void {
    this.onerror?.(error instanceof Error ? error : new Error("unreadable"));
  }
}

function release(child: ChildProcessWithoutNullStreams): void {
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
}
