import type { FileHandle } from "node:fs/promises";
import { type Disk, NODE_DISK } from "../../src/adapters/files/disk.ts";

/** Called before each operation of the disk with its name and number from 1; may throw. */
export type DiskHook = (operation: string, n: number) => void;

/** The real disk, whose every operation goes through `before`, those of open files included. */
export function createFaultyDisk(before: DiskHook): Disk & { readonly operations: number } {
  let n = 0;

  function watch<T extends object>(target: T): T {
    return new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name, object);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => call(String(name), () => Reflect.apply(value, object, args));
      },
    });
  }

  async function call(name: string, run: () => unknown): Promise<unknown> {
    // Closing frees what a test opened, also after a failure.
    if (name !== "close") {
      n += 1;
      before(name, n);
    }
    const result = await run();
    return name === "open" ? watch(result as FileHandle) : result;
  }

  const disk = watch<Disk>({ ...NODE_DISK });
  return Object.defineProperty(disk, "operations", { get: () => n }) as Disk & {
    readonly operations: number;
  };
}

/** The real disk, whose `failing`-th operation fails with an input/output error. */
export function createDiskFailingAt(failing: number): Disk & { readonly operations: number } {
  return createFaultyDisk((_, n) => {
    if (n === failing) throw systemError("EIO");
  });
}

/** An error as the operating system would give it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}
