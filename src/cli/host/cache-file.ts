import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { nativeSha256 } from "../../adapters/native-hash.ts";

/** Files with the same prefix are former ones of what this one keeps. */
export interface CacheFileName {
  readonly prefix: string;
  readonly suffix: string;
}

/** Stands for a text in the name of a file. */
export function shortName(text: string): string {
  return nativeSha256(text).slice(0, 16);
}

/**
 * Writes a file of the cache folder as a whole, and takes away its former ones.
 *
 * Shape:  what specs and tickets say is as private as they are, so folder and file are the person's
 *         alone. `isForgotten` names other files that nobody comes back to.
 * Errors: none of the disk; a file that could not be written costs time, and nothing else.
 */
export function writeCacheFile(
  folder: string,
  { prefix, suffix }: CacheFileName,
  lines: (write: (text: string) => void) => void,
  isForgotten: (name: string, path: string) => boolean = () => false,
): void {
  const own = prefix + suffix;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = join(folder, `${own}.${process.pid}`);
    writeNew(temporary, lines);
    renameSync(temporary, join(folder, own));
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (name === own) continue;
      if (name.startsWith(prefix) || isForgotten(name, path)) rmSync(path, { force: true });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

/** A file that is there already, or a link, would keep its mode and its readers. */
function writeNew(path: string, lines: (write: (text: string) => void) => void): void {
  rmSync(path, { force: true });
  const file = openSync(path, "wx", 0o600);
  try {
    lines((text) => {
      writeSync(file, text);
    });
  } finally {
    closeSync(file);
  }
}
