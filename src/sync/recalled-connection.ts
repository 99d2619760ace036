import type { SystemConfig } from "../core/config/config.ts";
import type { CancelSignal } from "../core/kernel/cancel.ts";
import {
  parseTicketId,
  ticketId,
  type TicketId,
  type TicketRef,
} from "../core/model/ticket-ref.ts";
import type { TicketReading } from "../core/model/ticket.ts";
import { comparableKey } from "../core/plan/ticket-keys.ts";
import { isToldOf } from "../core/plan/told-tickets.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { Clock } from "../ports/clock.ts";
import type { KeptTicket, KeptTickets, TicketMemory } from "../ports/ticket-memory.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import { isUsable, isYoung, nextCursor, withOverlap } from "./kept-times.ts";
import { maskedTicket } from "./masked-tracker.ts";
import type { Trackers } from "./trackers.ts";

export interface RecallParts {
  readonly trackers: Trackers;
  readonly memory: TicketMemory;
  readonly clock: Clock;
  readonly redact: Redactor;
  readonly signal: CancelSignal;
}

type Readings = Map<TicketId, TicketReading>;

/**
 * The tickets of one connection in one run: those that have not changed since an earlier run as
 * that run read them, all others as they are read now.
 *
 * Whatever speaks against what was kept, also in the middle of a run, and all of it is read.
 */
export class RecalledConnection {
  readonly #parts: RecallParts;
  readonly #system: SystemConfig;
  readonly #startedAt: string;
  readonly #asked = new Map<TicketId, TicketRef>();
  readonly #answers: Readings = new Map();
  /** What may be taken for an answer; holds the tickets of other parts of the workspace as well. */
  #kept = new Map<TicketId, KeptTicket>();
  #cursor: string | null = null;
  /** Null before the first question: whether this connection's tickets are kept at all. */
  #isKept: boolean | null = null;

  constructor(parts: RecallParts, system: SystemConfig) {
    this.#parts = parts;
    this.#system = system;
    this.#startedAt = parts.clock.now();
  }

  async read(refs: readonly TicketRef[]): Promise<Readings> {
    for (const ref of refs) this.#asked.set(ticketId(ref), ref);
    this.#isKept ??= await this.#begin();
    await this.#readOpen();
    if (this.#kept.size > 0 && hasTrouble(this.#answers)) {
      this.#forget();
      await this.#readOpen();
    }
    return new Map([...this.#asked.keys()].flatMap((id) => this.#readingOf(id)));
  }

  get hasRecalled(): boolean {
    return this.#kept.size > 0;
  }

  /** Says that one of the tickets is to be read after all; false where it was. */
  doubt(id: TicketId): boolean {
    return this.#asked.has(id) && this.#kept.delete(id);
  }

  /** What the next run may rely on; null where nothing new is certain. */
  toKeep(): KeptTickets | null {
    if (this.#isKept !== true || hasTrouble(this.#answers)) return null;
    const cursor = this.#cursor ?? this.#firstCursor();
    if (cursor === null) return null;
    const tickets = new Map(this.#kept);
    for (const [id, reading] of this.#answers) {
      const ref = this.#asked.get(id);
      if (reading.kind !== "found" || ref === undefined) continue;
      const { ticket } = reading;
      if (isToldOf(this.#system, ref, ticket)) tickets.set(id, { ticket, readAt: this.#startedAt });
    }
    return { cursor, askedAt: this.#startedAt, tickets };
  }

  get system(): SystemConfig {
    return this.#system;
  }

  /** Recalls what was kept and asks once what has changed since. */
  async #begin(): Promise<boolean> {
    const { trackers, memory, signal } = this.#parts;
    if (this.#system.system === "local" || this.#asked.size < memory.worthFrom) return false;
    const tracker = await trackers.get(this.#system);
    if (!tracker.ok || !tracker.value.capabilities.changes) return false;
    const kept = await memory.recall(this.#system, signal);
    if (kept !== null && isUsable(kept, this.#startedAt)) await this.#compare(kept, tracker.value);
    return true;
  }

  async #compare(kept: KeptTickets, tracker: TicketTracker): Promise<void> {
    const changed = await tracker.changedSince(withOverlap(kept.cursor), this.#parts.signal);
    if (!changed.ok) return;
    this.#cursor = nextCursor(kept, changed.value.until, this.#startedAt);
    if (!changed.value.isComplete) return;
    const told = new Set(changed.value.keys.map((key) => comparableKey(this.#system, key)));
    for (const [id, one] of kept.tickets) {
      const key = parseTicketId(id)?.key;
      if (key === undefined || !isYoung(one, this.#startedAt)) continue;
      if (told.has(comparableKey(this.#system, key))) continue;
      // A credential may be held by now that was not when this was written.
      this.#kept.set(id, { ...one, ticket: maskedTicket(one.ticket, this.#parts.redact) });
    }
  }

  async #readOpen(): Promise<void> {
    const open = [...this.#asked.values()].filter((ref) => {
      const id = ticketId(ref);
      return !this.#answers.has(id) && !this.#kept.has(id);
    });
    if (open.length === 0) return;
    const questions = open.map((ref) => ({ system: this.#system, ref }));
    for (const [id, reading] of await this.#parts.trackers.read(questions)) {
      this.#answers.set(id, reading);
    }
  }

  #readingOf(id: TicketId): [TicketId, TicketReading][] {
    const kept = this.#kept.get(id);
    const reading = this.#answers.get(id) ?? (kept && { kind: "found", ticket: kept.ticket });
    return reading === undefined ? [] : [[id, reading]];
  }

  /** The answers make it doubtful that this connection shows what it showed before. */
  #forget(): void {
    this.#kept = new Map();
    this.#isKept = false;
  }

  /**
   * Where nothing was asked before: a time that no change of these tickets can bear that was made
   * after they were read, whichever clock is wrong. The newest change among them is by the
   * tracker's own clock; they may have been read for as long as the run has taken.
   */
  #firstCursor(): string | null {
    const newest = newestChange(this.#answers.values());
    if (newest === 0) return null;
    const startedAt = Date.parse(this.#startedAt);
    const tookMs = Math.max(0, Date.parse(this.#parts.clock.now()) - startedAt);
    return new Date(Math.min(startedAt, newest - tookMs)).toISOString();
  }
}

/** In milliseconds since 1970; 0 where no ticket says when it changed. */
function newestChange(readings: Iterable<TicketReading>): number {
  let newest = 0;
  for (const reading of readings) {
    if (reading.kind !== "found") continue;
    const at = Date.parse(reading.ticket.updatedAt ?? "");
    if (at > newest) newest = at;
  }
  return newest;
}

/** Codes that can be about a single ticket; with any other one the whole answer is in doubt. */
const ABOUT_ONE: readonly string[] = [
  "tracker/forbidden",
  "tracker/not-found",
  "tracker/rejected",
  "tracker/unreadable-answer",
];

function hasTrouble(answers: ReadonlyMap<TicketId, TicketReading>): boolean {
  const readings = [...answers.values()];
  const unreadable = readings.filter((one) => one.kind === "unreadable");
  if (unreadable.length === 0) return false;
  if (unreadable.some(({ error }) => !ABOUT_ONE.includes(error.code))) return true;
  return readings.every(({ kind }) => kind !== "found");
}
