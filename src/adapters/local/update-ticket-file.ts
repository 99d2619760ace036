import type { TrackerError, WriteOutcome } from "../../core/model/ticket.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import { storageError, unchangeableTicket } from "./errors.ts";
import { changeTicketFile, type FileChange } from "./change-ticket-file.ts";
import type { StoredTicket } from "./ticket-folder.ts";
import {
  knownStatus,
  outcomeOf,
  readingError,
  refuseParent,
  type WriteContext,
} from "./write-context.ts";

/**
 * Changes a ticket that still is at the expected revision; writes nothing where nothing changes.
 *
 * Shape: what is only added, as a comment is, fits every revision: then `expectedRevision` is null.
 */
export async function updateTicketFile(
  context: WriteContext,
  key: string,
  change: FileChange,
  expectedRevision: string | null,
): Promise<WriteOutcome> {
  const reading = await context.folder.read(key);
  if (reading.kind !== "found") return { kind: "failed", error: readingError(reading, key) };
  const { stored } = reading;
  const isMoved = expectedRevision !== null && stored.ticket.revision !== expectedRevision;
  if (isMoved) return outcomeOf("stale", reading, key);
  const refused = await refuseParent(context, change.parentKey, key);
  if (refused !== undefined) return { kind: "failed", error: refused };
  const wanted = withKnownStatus(context, stored, change);
  if (!wanted.ok) return { kind: "failed", error: wanted.error };
  const text = changeTicketFile(stored.text, wanted.value, context.clock.now());
  if (typeof text !== "string") {
    return { kind: "failed", error: unchangeableTicket(stored.path, text) };
  }
  return text === stored.text ? outcomeOf("done", reading, key) : put(context, stored, text);
}

/** A status that only is spelled differently in the file stays as a person wrote it. */
function withKnownStatus(
  context: WriteContext,
  stored: StoredTicket,
  change: FileChange,
): Result<FileChange, TrackerError> {
  const { status, ...others } = change;
  if (status === undefined) return ok(change);
  const known = knownStatus(context, status);
  if (!known.ok) return known;
  return ok(
    known.value === stored.ticket.status.name ? others : { ...others, status: known.value },
  );
}

async function put(
  { files, folder }: WriteContext,
  stored: StoredTicket,
  text: string,
): Promise<WriteOutcome> {
  const { key } = stored.ticket.ref;
  const written = await files.replace(stored.path, stored.text, text);
  switch (written.kind) {
    case "done":
      return outcomeOf("done", folder.understand(key, text), key);
    case "stale":
      return outcomeOf("stale", await folder.read(key), key);
    case "failed":
      return { kind: "failed", error: storageError(written.problem) };
  }
}
