import type { Clock } from "../../src/ports/clock.ts";

export interface FixedClock extends Clock {
  /** Moves the clock. It never moves by itself; sleeping moves it at once. */
  advance(milliseconds: number): void;
}

/** A clock that stands still, and ids that count: `00000000-0000-4000-8000-000000000001`, … */
export function createFixedClock(start = "2026-01-05T10:00:00.000Z"): FixedClock {
  let time = Date.parse(start);
  let lastId = 0;
  return {
    now: () => new Date(time).toISOString(),
    newId() {
      lastId += 1;
      return `00000000-0000-4000-8000-${String(lastId).padStart(12, "0")}`;
    },
    sleep(milliseconds) {
      time += milliseconds;
      return Promise.resolve();
    },
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}
