import type { FileHandle } from "node:fs/promises";
import { t } from "../../core/kernel/texts.ts";
import type { FileProblem, FileReading } from "../../ports/file-store.ts";
import { type Disk, errorCode, notRegular, problem, READ_FLAGS, readProblem } from "./disk.ts";

/** Five megabytes: more than any spec that people still read. */
export const MAX_BYTES = 5_000_000;

/**
 * Reads a resolved file as UTF-8, a byte-order mark included.
 *
 * `real` is the place on the disk, `path` the name to use in messages.
 */
export async function readText(
  disk: Disk,
  real: string,
  path: string,
  maxBytes: number,
): Promise<FileReading> {
  let handle: FileHandle;
  try {
    handle = await disk.open(real, READ_FLAGS);
  } catch (error) {
    const isGone = errorCode(error) === "ENOENT";
    return isGone ? { kind: "missing" } : unreadable(readProblem(error, path));
  }
  try {
    return await readHandle(handle, path, maxBytes);
  } catch (error) {
    return unreadable(readProblem(error, path));
  } finally {
    await handle.close();
  }
}

/** Tells whether a text survives being stored as UTF-8 and read again by `readText`. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

async function readHandle(
  handle: FileHandle,
  path: string,
  maxBytes: number,
): Promise<FileReading> {
  const stats = await handle.stat();
  if (!stats.isFile()) return unreadable(notRegular(path));
  const bytes = stats.size > maxBytes ? undefined : await readBytes(handle, stats.size, maxBytes);
  return bytes === undefined ? unreadable(tooLarge(path, maxBytes)) : decode(bytes, path);
}

/** Reads to the end; undefined when the file grew beyond the limit in the meantime. */
async function readBytes(
  handle: FileHandle,
  size: number,
  maxBytes: number,
): Promise<Buffer | undefined> {
  let buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (length > maxBytes) return undefined;
    if (length < buffer.length) return buffer.subarray(0, length);
    buffer = Buffer.concat([buffer], Math.min(buffer.length * 2, maxBytes + 1));
  }
}

function decode(bytes: Buffer, path: string): FileReading {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes("\0")) return { kind: "found", text };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return unreadable(
    problem("file/not-utf8", path, t("is not UTF-8 text, so it was left alone. Save it as UTF-8.")),
  );
}

function tooLarge(path: string, maxBytes: number): FileProblem {
  const limit = `${(maxBytes / 1_000_000).toLocaleString("en")} MB`;
  return problem(
    "file/too-large",
    path,
    t("is larger than {0}, so it was left alone. Split it into smaller files.", limit),
  );
}

function unreadable(cause: FileProblem): FileReading {
  return { kind: "unreadable", problem: cause };
}
