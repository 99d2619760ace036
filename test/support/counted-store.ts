import { createNodeFileStore } from "../../src/adapters/files/node-file-store.ts";
import type { FileStore } from "../../src/ports/file-store.ts";

/** The files of a folder, with `around` about each change of them. */
export function countedStore(
  folder: string,
  around: <T>(change: () => Promise<T>) => Promise<T>,
): FileStore {
  const disk = createNodeFileStore(folder);
  return {
    list: (...args) => disk.list(...args),
    read: (...args) => disk.read(...args),
    replace: (...args) => around(() => disk.replace(...args)),
    remove: (...args) => around(() => disk.remove(...args)),
    withLock: (...args) => disk.withLock(...args),
  };
}
