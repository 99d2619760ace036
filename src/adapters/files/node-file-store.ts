import type { Stats } from "node:fs";
import { dirname, join, sep } from "node:path";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { FileProblem, FileStore } from "../../ports/file-store.ts";
import {
  type Disk,
  errorCode,
  lstatIfThere,
  NODE_DISK,
  notRegular,
  readProblem,
  unlinkIfThere,
  writeProblem,
} from "./disk.ts";
import { createLimiter } from "./limiter.ts";
import { listFiles, type ListLimits } from "./list-files.ts";
import { acquireLock, DEFAULT_LOCK_POLICY, type HeldLock, type LockPolicy } from "./lock-file.ts";
import { MAX_BYTES, readText } from "./read-text.ts";
import { replaceText } from "./replace-text.ts";
import { openRoot, type Resolved, resolveInside, type Root } from "./resolve-inside.ts";
import { removeLeftovers } from "./temp-file.ts";
import { createTurns } from "./turns.ts";
import { refusePath } from "./workspace-path.ts";

export interface NodeFileStoreOptions {
  readonly disk?: Disk;
  readonly limits?: ListLimits;
  readonly lockPolicy?: LockPolicy;
}

const LIMITS: ListLimits = { maxFiles: 100_000, maxNames: 1_000_000 };
const MAX_OPEN_FILES = 32;

/** The files below one folder of this machine. */
export function createNodeFileStore(
  rootDir: string,
  options: NodeFileStoreOptions = {},
): FileStore {
  const { disk = NODE_DISK, limits = LIMITS, lockPolicy = DEFAULT_LOCK_POLICY } = options;
  const limiter = createLimiter(MAX_OPEN_FILES);
  const turns = createTurns();
  const tidied = new Map<string, Promise<void>>();
  let opened: Root | undefined;

  async function root(): Promise<Root> {
    opened ??= await openRoot(disk, rootDir);
    return opened;
  }

  async function resolve(path: string): Promise<Resolved> {
    try {
      return await resolveInside(disk, await root(), path);
    } catch (error) {
      return { kind: "refused", problem: readProblem(error, path) };
    }
  }

  /** Where the entry itself lies: a link in the last place is not followed. */
  async function placeOf(path: string): Promise<Result<string, FileProblem>> {
    const refused = refusePath(path, sep === "\\");
    if (refused !== undefined) return err(refused);
    const slash = path.lastIndexOf("/");
    const folder = await resolve(path.slice(0, Math.max(slash, 0)));
    return folder.kind === "refused"
      ? err(folder.problem)
      : ok(join(folder.real, path.slice(slash + 1)));
  }

  /** Once per folder is enough for what earlier runs left, and a write need not list a folder. */
  function tidy(folder: string): Promise<void> {
    const done = tidied.get(folder) ?? removeLeftovers(disk, folder);
    tidied.set(folder, done);
    return done;
  }

  return {
    async list(patterns, signal) {
      try {
        return await listFiles(disk, await root(), patterns, { limits, limiter, signal });
      } catch (error) {
        return { files: [], problems: [readProblem(error, ".")] };
      }
    },

    read: (path, maxBytes = MAX_BYTES) =>
      limiter(async () => {
        const found = await resolve(path);
        if (found.kind === "missing") return { kind: "missing" };
        if (found.kind === "refused") return { kind: "unreadable", problem: found.problem };
        if (!found.stats.isFile()) return { kind: "unreadable", problem: notRegular(path) };
        return readText(disk, found.real, path, maxBytes);
      }),

    async replace(path, expected, text) {
      const found = await resolve(path);
      if (found.kind === "refused") return { kind: "failed", problem: found.problem };
      const stats = found.kind === "found" ? found.stats : undefined;
      await tidy(dirname(found.real));
      return replaceText(disk, { real: found.real, path, stats }, expected, text);
    },

    async remove(path) {
      const place = await placeOf(path);
      if (!place.ok) return place;
      try {
        const stats = await lstatIfThere(disk, place.value);
        if (stats !== undefined && !isRemovable(stats)) return err(notRegular(path));
        await unlinkIfThere(disk, place.value);
        return ok(undefined);
      } catch (error) {
        return err(writeProblem(error, path));
      }
    },

    async withLock(path, waitMs, task) {
      const place = await placeOf(path);
      if (!place.ok) return place;
      const made = await makeFolder(disk, place.value, path);
      if (!made.ok) return made;
      await tidy(dirname(place.value));
      const askedMs = Date.now();
      const turn = await turns.take(place.value, waitMs);
      try {
        const leftMs = Math.max(0, waitMs - (Date.now() - askedMs));
        const lock = await acquireLock(disk, { real: place.value, path }, leftMs, lockPolicy);
        return lock.ok ? ok(await runLocked(lock.value, task)) : lock;
      } finally {
        turn.done();
      }
    },
  };
}

function isRemovable(stats: Stats): boolean {
  return stats.isFile() || stats.isSymbolicLink();
}

async function makeFolder(
  disk: Disk,
  real: string,
  path: string,
): Promise<Result<void, FileProblem>> {
  try {
    await disk.mkdir(dirname(real), { recursive: true });
    return ok(undefined);
  } catch (error) {
    return err(writeProblem(error, path));
  }
}

async function runLocked<T>(lock: HeldLock, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } finally {
    await releaseQuietly(lock);
  }
}

/** The work is done by now; a lock file that stays is taken over once it is old. */
async function releaseQuietly(lock: HeldLock): Promise<void> {
  try {
    await lock.release();
  } catch (error) {
    errorCode(error);
  }
}
