import PQueue from "p-queue";

const READS_AT_ONCE = 4;

/**
 * Whose turn it is at one server. Reads go side by side; writes one after the other, and never
 * wait behind reads. Shared by all connections to the server, so that its limits are met once.
 */
export interface Lanes {
  readonly reads: PQueue;
  readonly writes: PQueue;
  /** No request begins before this moment, in milliseconds since 1970. */
  pausedUntil: number;
  /** When the last write began, in the same unit. */
  lastWriteAt: number;
  /** Since when the server has not answered, in the same unit; null while it answers. */
  silentSince: number | null;
}

export function createLanes(): Lanes {
  return {
    reads: new PQueue({ concurrency: READS_AT_ONCE }),
    writes: new PQueue({ concurrency: 1 }),
    pausedUntil: 0,
    lastWriteAt: 0,
    silentSince: null,
  };
}
