import { constants, type Stats } from "node:fs";
import { dirname, sep } from "node:path";
import { t } from "../../core/kernel/texts.ts";
import type { FileProblem, FileWrite } from "../../ports/file-store.ts";
import {
  type Disk,
  errorCode,
  lstatIfThere,
  notRegular,
  problem,
  renameOver,
  unwritable,
  writeProblem,
} from "./disk.ts";
import { isStorable, readText } from "./read-text.ts";
import { discardTemp, tempPath, writeTemp } from "./temp-file.ts";

/** A file that is to get a new text. `stats` is undefined while it does not exist. */
export interface ReplaceTarget {
  readonly real: string;
  readonly path: string;
  readonly stats: Stats | undefined;
}

const NO_HARD_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];
const RENAME = sep === "\\" ? { tries: 10, pauseMs: 50 } : { tries: 1, pauseMs: 0 };

/** Puts a new text in place in one step, if the present one is `expected`. */
export async function replaceText(
  disk: Disk,
  target: ReplaceTarget,
  expected: string | null,
  text: string,
): Promise<FileWrite> {
  const { real, path, stats } = target;
  if ((stats === undefined) !== (expected === null)) return { kind: "stale" };
  if (stats !== undefined && !stats.isFile()) return { kind: "failed", problem: notRegular(path) };
  if (!isStorable(text)) return { kind: "failed", problem: notStorable(path) };
  const temp = tempPath(real);
  try {
    if (stats !== undefined && !(await isWritable(disk, target))) {
      return { kind: "failed", problem: unwritable(path, t("it is read-only")) };
    }
    await disk.mkdir(dirname(real), { recursive: true });
    await writeTemp(disk, temp, text, stats === undefined ? undefined : stats.mode & 0o7777);
    return expected === null
      ? await putNew(disk, temp, real)
      : await putOver(disk, temp, target, expected);
  } catch (error) {
    return { kind: "failed", problem: writeProblem(error, path) };
  } finally {
    await discardTemp(disk, temp);
  }
}

/** A rename would also replace a file that its owner made read-only. */
async function isWritable(disk: Disk, target: ReplaceTarget): Promise<boolean> {
  if (target.stats !== undefined && (target.stats.mode & 0o222) === 0) return false;
  try {
    await disk.access(target.real, constants.W_OK);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return true;
    return false;
  }
}

async function putOver(
  disk: Disk,
  temp: string,
  target: ReplaceTarget,
  expected: string,
): Promise<FileWrite> {
  const current = await readText(disk, target.real, target.path, Buffer.byteLength(expected));
  if (current.kind === "unreadable" && current.problem.code !== "file/too-large") {
    return { kind: "failed", problem: current.problem };
  }
  if (current.kind !== "found" || current.text !== expected) return { kind: "stale" };
  await renameOver(disk, temp, target.real, RENAME);
  return { kind: "done" };
}

/** A second name for the finished file fails where a file is already, unlike a rename. */
async function putNew(disk: Disk, temp: string, real: string): Promise<FileWrite> {
  try {
    await disk.link(temp, real);
    return { kind: "done" };
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST") return { kind: "stale" };
    if (!NO_HARD_LINKS.includes(code)) throw error;
  }
  if ((await lstatIfThere(disk, real)) !== undefined) return { kind: "stale" };
  await renameOver(disk, temp, real, RENAME);
  return { kind: "done" };
}

function notStorable(path: string): FileProblem {
  return problem(
    "file/not-utf8",
    path,
    t(
      "was not written: the new text holds characters that no UTF-8 file can hold. Remove them and try again.",
    ),
  );
}
