import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../ports/clock.ts";

/** The time of this machine, and ids that nobody else makes. */
export const SYSTEM_CLOCK: Clock = {
  now: () => new Date().toISOString(),
  newId: () => randomUUID(),
  async sleep(ms, signal) {
    if (signal.aborted) return;
    const stop = new AbortController();
    const onAbort = (): void => {
      stop.abort();
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      await wait(ms, undefined, { signal: stop.signal });
    } catch {
      // Cancelled: there is nothing left to wait for.
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  },
};
