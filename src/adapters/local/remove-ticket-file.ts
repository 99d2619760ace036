import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { storageError } from "./errors.ts";
import { splitKey } from "./sequence.ts";
import { keepNumberUsed } from "./sequence-file.ts";
import type { WriteContext } from "./write-context.ts";

/** Removes a ticket that still is at the expected revision. Its number is never given again. */
export async function removeTicketFile(
  context: WriteContext,
  key: string,
  expectedRevision: string,
): Promise<Result<"removed" | "missing" | "stale", TrackerError>> {
  const reading = await context.folder.read(key);
  if (reading.kind === "missing") return ok("missing");
  if (reading.kind === "unreadable") return err(reading.error);
  if (reading.stored.ticket.revision !== expectedRevision) return ok("stale");
  const [prefix, digits] = splitKey(key);
  if (prefix !== "") {
    const noted = await keepNumberUsed(context, prefix, Number(digits));
    if (!noted.ok) return noted;
  }
  const removed = await context.files.remove(reading.stored.path);
  return removed.ok ? ok("removed") : err(storageError(removed.error));
}
