import type { CancelSignal } from "../core/kernel/cancel.ts";

/** Time and chance, which the inner rooms may not reach for themselves. */
export interface Clock {
  /** Now, as ISO 8601 in UTC. */
  now(): string;
  /** A random UUID, version 4. */
  newId(): string;
  /** Waits, or returns early when cancelled. Unit: milliseconds. */
  sleep(ms: number, signal: CancelSignal): Promise<void>;
}
