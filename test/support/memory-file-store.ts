import { err, ok, type Result } from "../../src/core/kernel/result.ts";
import { matchesGlob } from "../../src/adapters/files/glob.ts";
import { refusePath } from "../../src/adapters/files/workspace-path.ts";
import type { FileProblem, FileReading, FileStore, FileWrite } from "../../src/ports/file-store.ts";

/** Thrown where a test wants the process to die. Nothing after it happens. */
export class SimulatedCrash extends Error {
  constructor(path: string, operation: number) {
    super(`crashed before write ${operation} (${path})`);
    this.name = "SimulatedCrash";
  }
}

export interface MemoryFileStore extends FileStore {
  /** Path to text, as a reader would see it now. */
  readonly files: Map<string, string>;
  /** Replacements and removals that were tried so far, the failed ones included. */
  readonly writes: number;
  /** Files that were read so far. */
  readonly reads: number;
  /** Lock files that somebody holds. Add a path to play another process. */
  readonly locks: Set<string>;
  /** Files that an editor holds with unsaved changes. */
  readonly unsaved: Set<string>;
  /**
   * Called before each replacement and removal; `n` counts from 1.
   *
   * A problem makes that one fail, `"crash"` throws a `SimulatedCrash`.
   */
  beforeWrite: ((path: string, n: number) => FileProblem | "crash" | undefined) | undefined;
  /** Called before each read; a problem makes the file unreadable. */
  beforeRead: ((path: string) => FileProblem | undefined) | undefined;
}

/** A workspace in memory, with places to make it fail. */
export function createMemoryFileStore(files: Record<string, string> = {}): MemoryFileStore {
  const texts = new Map(Object.entries(files));
  const wakers = new Set<() => void>();
  let writes = 0;
  let reads = 0;

  const unsaved = (path: string) => (store.unsaved.has(path) ? { isUnsaved: true } : {});

  function failure(path: string): FileProblem | undefined {
    writes += 1;
    const refused = refusePath(path, false);
    if (refused !== undefined) return refused;
    const planned = store.beforeWrite?.(path, writes);
    if (planned === "crash") throw new SimulatedCrash(path, writes);
    return planned;
  }

  const store: MemoryFileStore = {
    files: texts,
    locks: new Set(),
    unsaved: new Set(),
    beforeWrite: undefined,
    beforeRead: undefined,
    get writes() {
      return writes;
    },
    get reads() {
      return reads;
    },

    list(patterns) {
      const problems = patterns
        .map((pattern) => refusePath(pattern.replace(/^\.\//, ""), false))
        .filter((problem) => problem !== undefined);
      const files = [...texts.keys()]
        .filter((path) => matchesGlob(patterns, path) && !/(?:^|\/)node_modules\//.test(path))
        .sort();
      return Promise.resolve({ files, problems });
    },

    async read(path, maxBytes = 5_000_000): Promise<FileReading> {
      await Promise.resolve();
      reads += 1;
      const problem = refusePath(path, false) ?? store.beforeRead?.(path);
      if (problem !== undefined) return { kind: "unreadable", problem };
      const text = texts.get(path);
      if (text === undefined) return { kind: "missing" };
      return Buffer.byteLength(text) > maxBytes
        ? { kind: "unreadable", problem: fileProblem("file/too-large", path) }
        : { kind: "found", text, ...unsaved(path) };
    },

    async replace(path, expected, text): Promise<FileWrite> {
      await Promise.resolve();
      const problem = failure(path);
      if (problem !== undefined) return { kind: "failed", problem };
      if ((texts.get(path) ?? null) !== expected) return { kind: "stale" };
      texts.set(path, text);
      return { kind: "done", ...unsaved(path) };
    },

    async remove(path): Promise<Result<void, FileProblem>> {
      await Promise.resolve();
      const problem = failure(path);
      if (problem !== undefined) return err(problem);
      texts.delete(path);
      return ok(undefined);
    },

    async withLock(path, waitMs, task) {
      if (!(await lock(path, waitMs))) return err(fileProblem("file/locked", path));
      try {
        return ok(await task());
      } finally {
        store.locks.delete(path);
        for (const wake of [...wakers]) wake();
      }
    },
  };

  async function lock(path: string, waitMs: number): Promise<boolean> {
    const deadline = Date.now() + waitMs;
    while (store.locks.has(path)) {
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, leftMs);
        function wake(): void {
          clearTimeout(timer);
          wakers.delete(wake);
          resolve();
        }
        wakers.add(wake);
      });
    }
    store.locks.add(path);
    return true;
  }

  return store;
}

/** A problem as the real store would report it, for `beforeWrite` and `beforeRead`. */
export function fileProblem(code: FileProblem["code"], path: string): FileProblem {
  return {
    code,
    severity: "error",
    file: path,
    line: null,
    message: `${path}: simulated ${code}. Nothing was changed.`,
  };
}
