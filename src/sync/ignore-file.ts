import { err, ok, type Result } from "../core/kernel/result.ts";
import type { FileProblem, FileStore } from "../ports/file-store.ts";
import { written } from "./journal.ts";

const IGNORE_FILE = ".canon/.gitignore";
const HEADING = "# Written by Canon: what belongs to this machine only.";
const CACHE = "/cache/";
const IGNORED = [HEADING, "/journal/", CACHE, "/tickets/.lock*", "*.canon-tmp", ""].join("\n");

/**
 * Tells git what of `.canon/` belongs to this machine only.
 *
 * A file of an earlier version gets the line that it lacks. One that a person wrote stays as it is.
 */
export async function ensureIgnoreFile(files: FileStore): Promise<Result<void, FileProblem>> {
  const reading = await files.read(IGNORE_FILE);
  if (reading.kind === "unreadable") return err(reading.problem);
  if (reading.kind === "missing") return written(await files.replace(IGNORE_FILE, null, IGNORED));
  const { text } = reading;
  if (!text.startsWith(HEADING) || ignoresCache(text)) return ok(undefined);
  const end = text.endsWith("\n") ? "" : "\n";
  return written(await files.replace(IGNORE_FILE, text, `${text}${end}${CACHE}\n`));
}

/** Tells whether Canon is at home here, with nothing left to be told to git. */
export async function isIgnoreFileReady(files: FileStore): Promise<boolean> {
  const reading = await files.read(IGNORE_FILE);
  if (reading.kind !== "found") return false;
  return !reading.text.startsWith(HEADING) || ignoresCache(reading.text);
}

function ignoresCache(text: string): boolean {
  return text.split(/\r?\n/).some((line) => /^\/?(?:cache\/?|\*)$/.test(line.trim()));
}
