import { constants, open } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import type { Problem } from "../../core/kernel/problem.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { misuse, type CommandContext } from "../context.ts";

/**
 * Writes a report into the file that a person named.
 *
 * A spec and Canon's own files are never written over, and a link is not followed: a repository
 * could bring one that leads anywhere.
 */
export async function writeReport(
  { host, root }: CommandContext,
  name: string,
  text: string,
  isTaken: (path: string) => boolean,
): Promise<Result<void, Problem>> {
  const path = resolve(host.cwd, name);
  if (isTaken(relative(root, path).split(sep).join("/"))) {
    const what = `"${name}" is a spec or a file of Canon's own, so the report was not written. Name another file.`;
    return err(misuse("unwritable", what));
  }
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | NO_LINK;
  try {
    const file = await open(path, flags, 0o644);
    try {
      await file.writeFile(text, "utf8");
    } finally {
      await file.close();
    }
    return ok(undefined);
  } catch {
    const what = `The report could not be written to "${name}". Name another file; a link is not followed.`;
    return err(misuse("unwritable", what));
  }
}

/** Not every system knows it. */
const NO_LINK = "O_NOFOLLOW" in constants ? constants.O_NOFOLLOW : 0;
