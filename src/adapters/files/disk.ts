import { constants, type Stats } from "node:fs";
import * as nodeDisk from "node:fs/promises";
import { t } from "../../core/kernel/texts.ts";
import type { FileProblem } from "../../ports/file-store.ts";

/** The few operations of the operating system that the file store stands on. */
export type Disk = Pick<
  typeof nodeDisk,
  | "access"
  | "link"
  | "lstat"
  | "mkdir"
  | "open"
  | "readdir"
  | "readlink"
  | "realpath"
  | "rename"
  | "unlink"
>;

export const NODE_DISK: Disk = nodeDisk;

/** Windows has only some of these. */
const FLAGS: Readonly<Partial<Record<string, number>>> = constants;

/**
 * How to open a file that was found to be a regular one. It may be swapped in between for a link
 * or a pipe, so no link is followed, and the other end of a pipe is not waited for.
 */
export const READ_FLAGS =
  constants.O_RDONLY | (FLAGS["O_NOFOLLOW"] ?? 0) | (FLAGS["O_NONBLOCK"] ?? 0);

/** The system's word for what went wrong, such as `ENOENT`; anything else is a bug and thrown. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    return error.code;
  }
  throw error;
}

/** Says that a file or folder could not be read. */
export function readProblem(error: unknown, path: string): FileProblem {
  const code = errorCode(error);
  if (code === "ELOOP") return notRegular(path);
  return problem("file/unreadable", path, t("cannot be read ({0}). Check its permissions.", code));
}

/** Says that a file could not be written; the old text, if any, is still there. */
export function writeProblem(error: unknown, path: string): FileProblem {
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return problem(
      "file/disk-full",
      path,
      t("was not written: the disk is full. Free some space and try again."),
    );
  }
  return unwritable(path, code);
}

export function unwritable(path: string, reason: string): FileProblem {
  return problem(
    "file/unwritable",
    path,
    t("was not written ({0}). Make the file and its folder writable and try again.", reason),
  );
}

export function notRegular(path: string): FileProblem {
  return problem(
    "file/not-regular",
    path,
    t(
      "is not a regular file, or a link that leads to none. It was not touched; put a normal file there.",
    ),
  );
}

export function problem(code: FileProblem["code"], path: string, what: string): FileProblem {
  return { code, severity: "error", file: path, line: null, message: `${path} ${what}` };
}

/** What lies at a place, a link unfollowed; undefined when nothing does. */
export async function lstatIfThere(disk: Disk, path: string): Promise<Stats | undefined> {
  try {
    return await disk.lstat(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Removes a file that may be gone already. */
export async function unlinkIfThere(disk: Disk, path: string): Promise<void> {
  try {
    await disk.unlink(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

/**
 * Renames over a file. On Windows a virus scanner or an editor may hold it for a moment, so a
 * refusal is met with a few more tries there.
 */
export async function renameOver(
  disk: Disk,
  from: string,
  to: string,
  options: { readonly tries: number; readonly pauseMs: number },
): Promise<void> {
  for (let left = options.tries; ; left -= 1) {
    try {
      await disk.rename(from, to);
      return;
    } catch (error) {
      if (left <= 1 || !["EPERM", "EBUSY", "EACCES"].includes(errorCode(error))) throw error;
      await pause(options.pauseMs);
    }
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
