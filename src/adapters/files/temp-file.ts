import { createHash, randomUUID } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { type Disk, errorCode, unlinkIfThere } from "./disk.ts";
import { processExists } from "./lock-owner.ts";

const SUFFIX = ".canon-tmp";

/** Names this machine: only its own processes can be told dead or alive. */
const OWN_PREFIX = `.${createHash("sha256").update(hostname()).digest("hex").slice(0, 12)}-`;

/** After this long even a living process has forgotten its temporary file. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** Tells whether a file name is one of Canon's own temporary ones. */
export function isTempName(name: string): boolean {
  return name.endsWith(SUFFIX);
}

/** A new name beside `real`, so that a rename never crosses to another disk. */
export function tempPath(real: string): string {
  const name = `${OWN_PREFIX}${process.pid}-${randomUUID().slice(0, 8)}${SUFFIX}`;
  return join(dirname(real), name);
}

/** Writes a new file and waits until the disk has it. The handle is closed in every case. */
export async function writeTemp(
  disk: Disk,
  temp: string,
  text: string,
  mode: number | undefined,
): Promise<void> {
  const handle = await disk.open(temp, "wx", mode ?? 0o666);
  try {
    if (mode !== undefined) await matchMode(handle, mode);
    await handle.writeFile(text, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A temporary file that cannot be removed now is removed by a later run. */
export async function discardTemp(disk: Disk, temp: string): Promise<void> {
  try {
    await unlinkIfThere(disk, temp);
  } catch (error) {
    errorCode(error);
  }
}

/**
 * Removes what runs on this machine left behind in a folder when they died while writing there.
 * A leftover that cannot be removed does no harm, so no write fails because of one.
 */
export async function removeLeftovers(disk: Disk, folder: string): Promise<void> {
  try {
    const names = await disk.readdir(folder);
    for (const name of names.filter((each) => each.startsWith(OWN_PREFIX) && isTempName(each))) {
      const pid = Number.parseInt(name.slice(OWN_PREFIX.length), 10);
      const leftover = join(folder, name);
      if (!processExists(pid) || (await isForgotten(disk, leftover))) {
        await unlinkIfThere(disk, leftover);
      }
    }
  } catch (error) {
    errorCode(error);
  }
}

/** The mask of the process may have taken bits away that the old file has. */
async function matchMode(handle: FileHandle, mode: number): Promise<void> {
  const current = (await handle.stat()).mode & 0o7777;
  if (current !== mode) await handle.chmod(mode);
}

async function isForgotten(disk: Disk, path: string): Promise<boolean> {
  try {
    return Date.now() - (await disk.lstat(path)).mtimeMs > FORGOTTEN_AFTER_MS;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}
