import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { busy, storageError } from "./errors.ts";
import { highestNumber, noteNumber } from "./sequence.ts";
import { FOLDER } from "./ticket-folder.ts";
import type { WriteContext } from "./write-context.ts";

const SEQUENCE = `${FOLDER}/.sequence`;

/**
 * Takes the next number for a prefix, and notes it before the ticket is written: a crash in
 * between loses a number, never gives one twice.
 *
 * `others` are the tickets that the file may not know of, as after a merge that kept an older one.
 */
export async function takeNumber(
  context: WriteContext,
  prefix: string,
  others: readonly string[],
): Promise<Result<number, TrackerError>> {
  return note(context, prefix, (text) => highestNumber(text, others, prefix) + 1);
}

/** Makes sure that a number stays used when its ticket goes. */
export async function keepNumberUsed(
  context: WriteContext,
  prefix: string,
  number: number,
): Promise<Result<number, TrackerError>> {
  return note(context, prefix, (text) => Math.max(number, highestNumber(text, [], prefix)));
}

async function note(
  { files }: WriteContext,
  prefix: string,
  choose: (text: string) => number,
): Promise<Result<number, TrackerError>> {
  const file = await files.read(SEQUENCE);
  if (file.kind === "unreadable") return err(storageError(file.problem));
  const old = file.kind === "found" ? file.text : null;
  const number = choose(old ?? "");
  const text = noteNumber(old ?? "", prefix, number);
  if (text === old) return ok(number);
  const written = await files.replace(SEQUENCE, old, text);
  switch (written.kind) {
    case "done":
      return ok(number);
    case "stale":
      return err(busy(SEQUENCE));
    case "failed":
      return err(storageError(written.problem));
  }
}
