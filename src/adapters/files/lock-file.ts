import type { FileHandle } from "node:fs/promises";
import { hostname } from "node:os";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { FileProblem } from "../../ports/file-store.ts";
import {
  type Disk,
  errorCode,
  pause,
  problem,
  READ_FLAGS,
  unlinkIfThere,
  writeProblem,
} from "./disk.ts";
import { formatLockOwner, isAbandoned, type LockOwner, parseLockOwner } from "./lock-owner.ts";
import { discardTemp, tempPath } from "./temp-file.ts";

export interface LockPolicy {
  /** A lock that was not renewed for this long counts as abandoned. */
  readonly staleMs: number;
  /** Time between two tries. */
  readonly pollMs: number;
  /**
   * What to do with a lock file that does not name its owner, once it is older than `staleMs`:
   * take it over, or respect it for ever.
   */
  readonly unreadable: "take-over" | "respect";
}

export const DEFAULT_LOCK_POLICY: LockPolicy = {
  staleMs: 60_000,
  pollMs: 10,
  unreadable: "take-over",
};

export interface HeldLock {
  release(): Promise<void>;
}

/** The lock file on the disk, and its name in messages. */
export interface LockPlace {
  readonly real: string;
  readonly path: string;
}

/**
 * Takes a lock: a file that is created by nobody else while it exists.
 *
 * The file holds one JSON object with `pid`, `host` and `acquired_at`, and appears complete. It
 * is renewed while it is held, so that long work is not taken for dead.
 */
export async function acquireLock(
  disk: Disk,
  place: LockPlace,
  waitMs: number,
  policy: LockPolicy,
): Promise<Result<HeldLock, FileProblem>> {
  const deadline = Date.now() + waitMs;
  try {
    for (;;) {
      const seen = await readLock(disk, place.real);
      if (seen === undefined) {
        const handle = await createExclusive(disk, place.real);
        if (handle !== undefined) return ok(hold(disk, place.real, handle, policy));
        continue;
      }
      if (isStale(seen, policy) && (await takeOver(disk, place.real, seen, policy))) continue;
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) return err(locked(place.path, seen));
      await pause(Math.min(policy.pollMs, leftMs));
    }
  } catch (error) {
    return err(writeProblem(error, place.path));
  }
}

interface SeenLock {
  readonly text: string;
  readonly modifiedMs: number;
}

/** Undefined while somebody else has the lock. */
async function createExclusive(disk: Disk, real: string): Promise<FileHandle | undefined> {
  const temp = tempPath(real);
  const handle = await disk.open(temp, "wx");
  try {
    await handle.writeFile(ownContent());
    await disk.link(temp, real);
    return handle;
  } catch (error) {
    await handle.close();
    // Some disks know no second names; some systems refuse for a moment what is being removed.
    if (errorCode(error) === "EEXIST") return undefined;
    return await openExclusive(disk, real, error);
  } finally {
    await discardTemp(disk, temp);
  }
}

async function openExclusive(
  disk: Disk,
  real: string,
  cause: unknown,
): Promise<FileHandle | undefined> {
  if (!["EPERM", "EBUSY", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(errorCode(cause)))
    throw cause;
  let handle: FileHandle;
  try {
    handle = await disk.open(real, "wx");
  } catch (error) {
    if (["EEXIST", "EBUSY"].includes(errorCode(error))) return undefined;
    throw error;
  }
  try {
    await handle.writeFile(ownContent());
    return handle;
  } catch (error) {
    await handle.close();
    await unlinkIfThere(disk, real);
    throw error;
  }
}

function hold(disk: Disk, real: string, handle: FileHandle, policy: LockPolicy): HeldLock {
  let renewal: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // Renewing goes through the open file: were the lock taken over, its new owner's is not hit.
    // A renewal that fails lets the lock grow old, which is what the age is for.
    renewal = handle.write(ownContent(), 0).catch(errorCode);
  }, policy.staleMs / 3);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      await renewal;
      try {
        if (!(await isSameFile(disk, real, handle))) return;
      } finally {
        await handle.close();
      }
      await unlinkIfThere(disk, real);
    },
  };
}

async function isSameFile(disk: Disk, real: string, handle: FileHandle): Promise<boolean> {
  try {
    const [open, there] = await Promise.all([
      handle.stat({ bigint: true }),
      disk.lstat(real, { bigint: true }),
    ]);
    return open.ino === there.ino && open.dev === there.dev;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

async function readLock(disk: Disk, real: string): Promise<SeenLock | undefined> {
  try {
    const handle = await disk.open(real, READ_FLAGS);
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
      const { mtimeMs } = await handle.stat();
      return { text: buffer.toString("utf8", 0, bytesRead), modifiedMs: mtimeMs };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return undefined;
    if (code === "EPERM" || code === "EBUSY") return { text: "", modifiedMs: Date.now() };
    throw error;
  }
}

function isStale(lock: SeenLock, policy: LockPolicy): boolean {
  const owner = parseLockOwner(lock.text);
  const nowMs = Date.now();
  if (owner !== undefined) {
    return isAbandoned(owner, { host: hostname(), nowMs, staleMs: policy.staleMs });
  }
  return policy.unreadable === "take-over" && nowMs - lock.modifiedMs > policy.staleMs;
}

/**
 * Removes an abandoned lock. Two processes may have seen the same one, so the right to remove is
 * itself exclusive, and its winner looks again: the lock may be a new owner's by then.
 */
async function takeOver(
  disk: Disk,
  real: string,
  seen: SeenLock,
  policy: LockPolicy,
): Promise<boolean> {
  const claim = `${real}.takeover`;
  const handle = await createExclusive(disk, claim);
  if (handle === undefined) {
    const other = await readLock(disk, claim);
    if (other !== undefined && isStale(other, policy)) await unlinkIfThere(disk, claim);
    return false;
  }
  try {
    const now = await readLock(disk, real);
    if (now?.text === seen.text) await unlinkIfThere(disk, real);
    return true;
  } finally {
    await handle.close();
    await unlinkIfThere(disk, claim);
  }
}

function ownContent(): string {
  const owner: LockOwner = {
    pid: process.pid,
    host: hostname(),
    acquiredAt: new Date().toISOString(),
  };
  return formatLockOwner(owner);
}

function locked(path: string, lock: SeenLock): FileProblem {
  const owner = parseLockOwner(lock.text);
  const host = owner?.host.replace(/[^\w.-]/g, "?").slice(0, 100);
  const holder =
    owner === undefined
      ? t("another process")
      : t("process {0} on {1}", owner.pid, host ?? "a machine");
  return problem(
    "file/locked",
    path,
    t(
      "is held by {0}, so nothing was changed. Wait until it is done and try again; if no Canon runs there, delete the file.",
      holder,
    ),
  );
}
