import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../src/ports/clock.ts";

interface Sleeper {
  readonly at: number;
  readonly nth: number;
  readonly wake: () => void;
}

/** How often all that waits for nothing but other code gets a turn before time moves on. */
const TURNS = 2;

/**
 * Time in which a whole day takes seconds: it stands still while anything happens, and then moves
 * to the moment that somebody sleeps until.
 *
 * Who sleeps until the same moment wakes in the order of falling asleep, so that a day is the same
 * every time.
 */
export class VirtualTime implements Clock {
  #nowMs: number;
  #lastId = 0;
  #lastNth = 0;
  #failure: { readonly error: unknown } | undefined;
  /** Sorted; the next to wake is the last. */
  readonly #sleepers: Sleeper[] = [];

  constructor(start: string) {
    this.#nowMs = Date.parse(start);
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  now(): string {
    return new Date(this.#nowMs).toISOString();
  }

  newId(): string {
    this.#lastId += 1;
    return `00000000-0000-4000-8000-${String(this.#lastId).padStart(12, "0")}`;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#lastNth += 1;
      const sleeper = { at: this.#nowMs + Math.max(0, Math.ceil(ms)), nth: this.#lastNth, wake };
      const before = this.#sleepers.findLastIndex(({ at }) => at > sleeper.at);
      this.#sleepers.splice(before + 1, 0, sleeper);
    });
  }

  sleepUntil(atMs: number): Promise<void> {
    return this.sleep(atMs - this.#nowMs);
  }

  /** Ends the day; for where a throw would be taken for something that can go wrong. */
  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /** Lets all of them act, side by side, until everyone is done; throws what the first one throws. */
  async run(actors: readonly (() => Promise<void>)[]): Promise<void> {
    let left = actors.length;
    for (const act of actors) {
      act().then(
        () => (left -= 1),
        (error: unknown) => (this.#failure ??= { error }),
      );
    }
    for (;;) {
      for (let turn = 0; turn < TURNS; turn++) await setImmediate();
      if (this.#failure !== undefined) throw this.#failure.error;
      if (left === 0) return;
      const next = this.#sleepers.pop();
      if (next === undefined) throw new Error(`${left} wait for something that never happens`);
      this.#nowMs = next.at;
      next.wake();
    }
  }
}
