import { ticketId, type TicketId, type TicketRef } from "../../core/model/ticket-ref.ts";
import type { FileStore } from "../../ports/file-store.ts";
import type { TicketReadings } from "../workspace/live-tickets.ts";
import {
  formatShared,
  HOUR_MS,
  isOfThisHour,
  NOTHING_SHARED,
  parseShared,
  type Shared,
  type SharedReading,
} from "../../core/plan/shared-looks-file.ts";

/** A look of another window takes this long at most; after it, this one looks for itself. */
const WAIT_MS = 20_000;
const MAX_BYTES = 32_000_000;

/** Tickets as a tracker gave them, and how many requests that took. */
export interface Answer {
  readonly readings: TicketReadings;
  readonly requests: number;
}

/** What is wanted of a look. Units: milliseconds. */
export interface LookRequest {
  readonly refs: readonly TicketRef[];
  /** What another window read in this time is as good as an answer. */
  readonly freshMs: number;
  /** How many requests may leave in an hour, over all windows. */
  readonly perHour: number;
  /** Asks the trackers. */
  readonly ask: (refs: readonly TicketRef[]) => Promise<Answer>;
}

/** How a look ended. */
export interface LookOutcome extends Budget {
  /** Read by another window. */
  readonly shared: TicketReadings;
  /** Read by this one. */
  readonly asked: TicketReadings;
}

/** What the windows on a folder have asked for together. */
export interface Budget {
  /** The requests of the last hour. */
  readonly spent: number;
  /** When there is budget again, in milliseconds since 1970; null where there is some. */
  readonly pausedUntil: number | null;
}

/** Where the windows on one folder keep what they read: one file, behind one lock. */
export interface SharedPlace {
  readonly files: FileStore;
  /** The file's name without its ending, the same in every window. */
  readonly name: string;
  /** Names this window. */
  readonly window: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Reads tickets once for all windows on a folder.
 *
 * A look holds a lock, so that a window that comes meanwhile finds the answer in place of asking
 * again. Where no file can be kept, each window looks for itself, within the same budget.
 */
export class SharedLooks {
  readonly #place: SharedPlace;
  /** What the file would say, for when it cannot be written. */
  #own: Shared = NOTHING_SHARED;

  constructor(place: SharedPlace) {
    this.#place = place;
  }

  get path(): string {
    return `${this.#place.name}.json`;
  }

  async look(request: LookRequest): Promise<LookOutcome> {
    const { files, name } = this.#place;
    const held = await files.withLock(`${name}.lock`, WAIT_MS, () => this.#look(request));
    return held.ok ? held.value : this.#look(request);
  }

  /** Tells the other windows what this one read at somebody's wish. */
  async tell(answer: Answer, perHour: number): Promise<Budget> {
    const { files, name } = this.#place;
    const tell = async (): Promise<Budget> => {
      const { text, shared } = await this.#read();
      const after = this.#with(shared, answer);
      await this.#write(text, after);
      return this.#budget(after, perHour);
    };
    const held = await files.withLock(`${name}.lock`, WAIT_MS, tell);
    return held.ok ? held.value : tell();
  }

  /** What the other windows read, for a window that looks on. */
  async others(): Promise<ReadonlyMap<TicketId, SharedReading>> {
    const { shared } = await this.#read();
    return new Map([...shared.tickets].filter(([, { by }]) => by !== this.#place.window));
  }

  async #look({ refs, freshMs, perHour, ask }: LookRequest): Promise<LookOutcome> {
    const { text, shared } = await this.#read();
    const fresh = this.#fresh(shared, refs, freshMs);
    const rest = refs.filter((ref) => !fresh.has(ticketId(ref)));
    const before = this.#budget(shared, perHour);
    if (rest.length === 0 || before.pausedUntil !== null) {
      return { shared: fresh, asked: new Map(), ...before };
    }
    const answer = await ask(rest);
    const after = this.#with(shared, answer);
    await this.#write(text, after);
    return { shared: fresh, asked: answer.readings, ...this.#budget(after, perHour) };
  }

  #fresh(shared: Shared, refs: readonly TicketRef[], freshMs: number): TicketReadings {
    const now = this.#place.now();
    const fresh = new Map<TicketId, SharedReading["reading"]>();
    for (const ref of refs) {
      const known = shared.tickets.get(ticketId(ref));
      if (known === undefined || known.by === this.#place.window) continue;
      const age = now - known.at;
      if (age >= 0 && age < freshMs) fresh.set(ticketId(ref), known.reading);
    }
    return fresh;
  }

  #budget(shared: Shared, perHour: number): Budget {
    const now = this.#place.now();
    const recent = shared.looks.filter(({ at }) => isOfThisHour(at, now));
    const spent = recent.reduce((sum, { requests }) => sum + requests, 0);
    if (spent < perHour) return { spent, pausedUntil: null };
    // The hour in which too much was asked is over when enough of its first looks have left it.
    let left = spent;
    const until = recent.find(({ requests }) => (left -= requests) < perHour);
    return { spent, pausedUntil: (until?.at ?? now) + HOUR_MS };
  }

  #with(shared: Shared, { readings, requests }: Answer): Shared {
    const at = this.#place.now();
    const tickets = new Map(shared.tickets);
    for (const [id, reading] of readings) {
      if (reading.kind === "unreadable") tickets.delete(id);
      else tickets.set(id, { at, by: this.#place.window, reading });
    }
    return { looks: requests === 0 ? shared.looks : [...shared.looks, { at, requests }], tickets };
  }

  async #read(): Promise<{ text: string | null; shared: Shared }> {
    const reading = await this.#place.files.read(this.path, MAX_BYTES);
    if (reading.kind === "found") return { text: reading.text, shared: parseShared(reading.text) };
    return { text: null, shared: this.#own };
  }

  async #write(before: string | null, shared: Shared): Promise<void> {
    this.#own = shared;
    await this.#place.files.replace(this.path, before, formatShared(shared, this.#place.now()));
  }
}
