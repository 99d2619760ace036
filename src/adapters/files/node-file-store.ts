import type { Stats } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { FileProblem, FileReading, FileStore, FileWrite } from "../../ports/file-store.ts";
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
import { createLimiter, type Limiter } from "./limiter.ts";
import { listFiles, type Listing, type ListLimits } from "./list-files.ts";
import { acquireLock, DEFAULT_LOCK_POLICY, type HeldLock, type LockPolicy } from "./lock-file.ts";
import { MAX_BYTES, readText } from "./read-text.ts";
import { replaceText } from "./replace-text.ts";
import { openRoot, type Resolved, resolveInside, type Root } from "./resolve-inside.ts";
import { removeLeftovers } from "./temp-file.ts";
import { createTurns, type Turns } from "./turns.ts";
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
  return new NodeFileStore(rootDir, { ...DEFAULTS, ...options });
}

const DEFAULTS: Required<NodeFileStoreOptions> = {
  disk: NODE_DISK,
  limits: LIMITS,
  lockPolicy: DEFAULT_LOCK_POLICY,
};

class NodeFileStore implements FileStore {
  readonly #rootDir: string;
  readonly #disk: Disk;
  readonly #limits: ListLimits;
  readonly #lockPolicy: LockPolicy;
  readonly #limiter: Limiter = createLimiter(MAX_OPEN_FILES);
  readonly #turns: Turns = createTurns();
  readonly #tidied = new Map<string, Promise<void>>();
  #root: Root | undefined;

  constructor(rootDir: string, options: Required<NodeFileStoreOptions>) {
    this.#rootDir = rootDir;
    this.#disk = options.disk;
    this.#limits = options.limits;
    this.#lockPolicy = options.lockPolicy;
  }

  async list(patterns: readonly string[], signal: CancelSignal): Promise<Listing> {
    try {
      const root = await this.#openRoot();
      const options = { limits: this.#limits, limiter: this.#limiter, signal };
      return await listFiles(this.#disk, root, patterns, options);
    } catch (error) {
      return { files: [], problems: [readProblem(error, ".")] };
    }
  }

  read(path: string, maxBytes = MAX_BYTES): Promise<FileReading> {
    return this.#limiter(async () => {
      const found = await this.#resolve(path);
      if (found.kind === "missing") return { kind: "missing" };
      if (found.kind === "refused") return { kind: "unreadable", problem: found.problem };
      if (!found.stats.isFile()) return { kind: "unreadable", problem: notRegular(path) };
      return readText(this.#disk, found.real, path, maxBytes);
    });
  }

  async replace(path: string, expected: string | null, text: string): Promise<FileWrite> {
    const found = await this.#resolve(path);
    if (found.kind === "refused") return { kind: "failed", problem: found.problem };
    const stats = found.kind === "found" ? found.stats : undefined;
    await this.#tidy(dirname(found.real));
    return replaceText(this.#disk, { real: found.real, path, stats }, expected, text);
  }

  async remove(path: string): Promise<Result<void, FileProblem>> {
    const place = await this.#placeOf(path);
    if (!place.ok) return place;
    try {
      const stats = await lstatIfThere(this.#disk, place.value);
      if (stats !== undefined && !isRemovable(stats)) return err(notRegular(path));
      await unlinkIfThere(this.#disk, place.value);
      return ok(undefined);
    } catch (error) {
      return err(writeProblem(error, path));
    }
  }

  async withLock<T>(
    path: string,
    waitMs: number,
    task: () => Promise<T>,
  ): Promise<Result<T, FileProblem>> {
    const place = await this.#placeOf(path);
    if (!place.ok) return place;
    const made = await makeFolder(this.#disk, place.value, path);
    if (!made.ok) return made;
    await this.#tidy(dirname(place.value));
    const deadline = Date.now() + waitMs;
    const turn = await this.#turns.take(place.value, waitMs);
    try {
      const at = { real: place.value, path };
      const lock = await acquireLock(this.#disk, at, deadline - Date.now(), this.#lockPolicy);
      return lock.ok ? ok(await runLocked(lock.value, task)) : lock;
    } finally {
      turn.done();
    }
  }

  async #openRoot(): Promise<Root> {
    this.#root ??= await openRoot(this.#disk, this.#rootDir);
    return this.#root;
  }

  async #resolve(path: string): Promise<Resolved> {
    try {
      return await resolveInside(this.#disk, await this.#openRoot(), path);
    } catch (error) {
      return { kind: "refused", problem: readProblem(error, path) };
    }
  }

  /** Where the entry itself lies: a link in the last place is not followed. */
  async #placeOf(path: string): Promise<Result<string, FileProblem>> {
    const refused = refusePath(path, sep === "\\");
    if (refused !== undefined) return err(refused);
    const slash = path.lastIndexOf("/");
    const folder = await this.#resolve(path.slice(0, Math.max(slash, 0)));
    if (folder.kind === "refused") return err(folder.problem);
    return ok(join(folder.real, path.slice(slash + 1)));
  }

  /** Once per folder is enough for what earlier runs left, and a write need not list a folder. */
  #tidy(folder: string): Promise<void> {
    const done = this.#tidied.get(folder) ?? removeLeftovers(this.#disk, folder);
    this.#tidied.set(folder, done);
    return done;
  }
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
