import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { t } from "../core/kernel/texts.ts";
import type { FileStore } from "../ports/file-store.ts";
import { parseRecord } from "./parse-record.ts";
import { recordPath, RUNS_FOLDER, type RunRecord } from "./run-record.ts";

/** A run over many thousand sections leaves a long record. */
const MAX_RECORD_BYTES = 64_000_000;

/** The records that are kept: the newest ones, up to either limit. */
const MAX_RECORDS = 200;
const MAX_CHARACTERS = 20_000_000;

export interface StoredRecord {
  readonly path: string;
  /** The record's exact text, so that it is replaced only if nobody else did. */
  readonly text: string;
  readonly record: RunRecord;
}

export interface StoredRecords {
  readonly records: readonly StoredRecord[];
  readonly problems: readonly Problem[];
}

/** The records of all runs, newest first. A record that cannot be read is said, not guessed at. */
export async function readRecords(files: FileStore, signal: CancelSignal): Promise<StoredRecords> {
  const listing = await files.list([`${RUNS_FOLDER}/*.json`], signal);
  const records: StoredRecord[] = [];
  const problems: Problem[] = [...listing.problems];
  for (const path of listing.files.toReversed()) {
    const reading = await files.read(path, MAX_RECORD_BYTES);
    if (reading.kind === "missing") continue;
    if (reading.kind === "unreadable") {
      problems.push(reading.problem);
      continue;
    }
    const record = parseRecord(reading.text);
    if (record === undefined || recordPath(record) !== path) problems.push(broken(path));
    else records.push({ path, text: reading.text, record });
  }
  return { records, problems };
}

/**
 * Removes the oldest records beyond what is kept.
 *
 * One that cannot be removed now goes another time, so nothing is said of it.
 */
export async function pruneRecords(files: FileStore, signal: CancelSignal): Promise<void> {
  const listing = await files.list([`${RUNS_FOLDER}/*.json`], signal);
  let characters = 0;
  for (const [index, path] of listing.files.toReversed().entries()) {
    const isCounted = index < MAX_RECORDS && characters <= MAX_CHARACTERS;
    const reading = isCounted ? await files.read(path, MAX_RECORD_BYTES) : undefined;
    if (reading?.kind === "found") characters += reading.text.length;
    const isTooMuch = index > 0 && (index >= MAX_RECORDS || characters > MAX_CHARACTERS);
    if (isTooMuch) await files.remove(path);
  }
}

function broken(path: string): Problem {
  return {
    code: "undo/unreadable-record",
    severity: "warning",
    file: path,
    line: null,
    message: t(
      "This record of a sync cannot be read, so that sync is not in the history and cannot be undone. Nothing else is affected. Delete the file.",
    ),
  };
}
