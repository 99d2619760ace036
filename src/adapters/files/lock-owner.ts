import { errorCode } from "./disk.ts";

/** Who holds a lock, as its file says. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, UTC; renewed while the owner works. */
  readonly acquiredAt: string;
}

/** The file's content. Its length depends on the process only, so it can be renewed in place. */
export function formatLockOwner(owner: LockOwner): string {
  return JSON.stringify({ pid: owner.pid, host: owner.host, acquired_at: owner.acquiredAt });
}

/** Reads a lock file; undefined when it is not one JSON object with the three typed fields. */
export function parseLockOwner(text: string): LockOwner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { pid, host, acquired_at: acquiredAt } = value as Record<string, unknown>;
  if (typeof pid !== "number" || typeof host !== "string" || typeof acquiredAt !== "string") {
    return undefined;
  }
  return { pid, host, acquiredAt };
}

/**
 * Tells whether an owner is gone: its process on this machine ended, or the lock was not renewed
 * for `staleMs`. A process on another machine can only be judged by age.
 */
export function isAbandoned(
  owner: LockOwner,
  here: { readonly host: string; readonly nowMs: number; readonly staleMs: number },
): boolean {
  if (owner.host === here.host && !processExists(owner.pid)) return true;
  const acquiredMs = Date.parse(owner.acquiredAt);
  return Number.isNaN(acquiredMs) || here.nowMs - acquiredMs > here.staleMs;
}

/** A process that exists but belongs to somebody else is alive. */
export function processExists(pid: number): boolean {
  // Zero and negative numbers would address whole groups of processes.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== "ESRCH";
  }
}
