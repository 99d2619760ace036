import { createHash, type Hash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import type { TicketId } from "../../core/model/ticket-ref.ts";
import type { TrackerTarget } from "../../core/model/ticket.ts";
import {
  formatCursor,
  formatKept,
  parseCursor,
  parseKept,
} from "../../core/plan/kept-tickets-file.ts";
import type { Shard } from "../../core/plan/shard.ts";
import type { Credentials } from "../../ports/credentials.ts";
import type { KeptTicket, KeptTickets, TicketMemory } from "../../ports/ticket-memory.ts";
import { shortName, writeCacheFile, type CacheFileName } from "./cache-file.ts";
import { ownPackage } from "./version.ts";

/**
 * From here on, every tracker answers what has changed, and those tickets, in fewer requests than
 * all of them take. Fewer tickets are no reason to leave their texts behind.
 */
const WORTH_KEEPING = 1000;

/** Twice as long as what a file holds is of use. */
const FORGOTTEN_MS = 48 * 60 * 60_000;

const NEWLINE = 0x0a;

interface MemoryOptions {
  /** The person's own folder for what can be made again. */
  readonly folder: string;
  /** Root of the workspace, absolute. */
  readonly root: string;
  readonly credentials: Credentials;
  /** Each part of a workspace has a memory of its own. */
  readonly shard: Shard | undefined;
  /** Nothing is recalled, and what is read now is kept. */
  readonly isFull: boolean;
}

/**
 * Keeps tickets in files, one for each connection.
 *
 * Shape:  a line with the cursor; a line `["system:key", "readAt", {ticket}]` for each ticket; and
 *         `end <SHA-256 of all before>`. The name holds the workspace, the address and account that
 *         the connection leads to, and this build, which another one may read tickets unlike.
 * Errors: none; a file that is missing, cut off or damaged is as good as none.
 */
export function openTicketMemory(options: MemoryOptions): TicketMemory {
  return new FileMemory(options);
}

class FileMemory implements TicketMemory {
  readonly worthFrom = WORTH_KEEPING;
  readonly #options: MemoryOptions;

  constructor(options: MemoryOptions) {
    this.#options = options;
  }

  async recall(connection: TrackerTarget, signal: CancelSignal): Promise<KeptTickets | null> {
    if (this.#options.isFull) return null;
    const name = await this.#nameOf(connection, signal);
    return name === null ? null : readKept(join(this.#options.folder, name.prefix + name.suffix));
  }

  async keep(connection: TrackerTarget, kept: KeptTickets, signal: CancelSignal): Promise<void> {
    const name = await this.#nameOf(connection, signal);
    if (name === null || signal.aborted) return;
    writeKept(this.#options.folder, name, kept);
  }

  /** Null where what is behind the connection cannot be told. */
  async #nameOf(target: TrackerTarget, signal: CancelSignal): Promise<CacheFileName | null> {
    const { credentials, root, shard } = this.#options;
    const access = await credentials.find(target, signal);
    if (!access.ok || access.value.kind === "server") return null;
    const { baseUrl, graphqlUrl, scheme } = access.value;
    const account = scheme.kind === "basic" ? scheme.account : null;
    const { name, system, project, host, extraStates } = target;
    const part = shard === undefined ? null : [shard.index, shard.count];
    const connection = JSON.stringify([name, project, part]);
    const place = [system, host, extraStates, baseUrl, graphqlUrl, scheme.kind, account];
    const build = [ownPackage().version, basename(import.meta.url)];
    return {
      prefix: `tickets-${shortName(root)}-${shortName(connection)}-`,
      suffix: `${shortName(JSON.stringify([place, build]))}.jsonl`,
    };
  }
}

function readKept(path: string): KeptTickets | null {
  const [head = "", ...rows] = readLines(path) ?? [];
  const times = parseCursor(head);
  if (times === null) return null;
  const tickets = new Map<TicketId, KeptTicket>();
  for (const row of rows) {
    const kept = parseKept(row);
    if (kept === null) return null;
    const { id, ...one } = kept;
    tickets.set(id, one);
  }
  return { ...times, tickets };
}

/** All lines but the last one, which vouches for them; null where it does not. */
function readLines(path: string): string[] | null {
  const bytes = readOrNothing(path);
  const end = bytes.lastIndexOf(NEWLINE, bytes.length - 2) + 1;
  const hash = createHash("sha256").update(bytes.subarray(0, end));
  if (bytes.toString("latin1", end) !== lastLine(hash)) return null;
  const lines: string[] = [];
  for (let start = 0; start < end;) {
    const stop = bytes.indexOf(NEWLINE, start);
    lines.push(bytes.toString("utf8", start, stop));
    start = stop + 1;
  }
  return lines;
}

function writeKept(folder: string, name: CacheFileName, kept: KeptTickets): void {
  const lines = (write: (text: string) => void): void => {
    const hash = createHash("sha256");
    const vouched = (text: string): void => {
      hash.update(`${text}\n`);
      write(`${text}\n`);
    };
    vouched(formatCursor(kept.cursor, kept.askedAt));
    for (const [id, { readAt, ticket }] of kept.tickets) vouched(formatKept(id, readAt, ticket));
    write(lastLine(hash));
  };
  writeCacheFile(folder, name, lines, isForgotten);
}

/** Nobody comes back to a workspace, part or connection that is no more. */
function isForgotten(name: string, path: string): boolean {
  if (!/^tickets-[0-9a-f]{16}-/.test(name)) return false;
  const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
  return Date.now() - mtimeMs > FORGOTTEN_MS;
}

function lastLine(hash: Hash): string {
  return `end ${hash.digest("hex")}\n`;
}

function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
