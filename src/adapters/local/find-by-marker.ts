import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { Ticket, TrackerError } from "../../core/model/ticket.ts";
import { splitKey } from "./sequence.ts";
import type { TicketFolder } from "./ticket-folder.ts";

/**
 * Looks through all tickets for the id of a marker. Where a copied file carries it twice, the older number
 * is the ticket. A ticket that cannot be read may be the one: then nobody knows, and the search fails.
 */
export async function findTicketByMarker(
  folder: TicketFolder,
  marker: string,
  signal: CancelSignal,
): Promise<Result<Ticket | undefined, TrackerError>> {
  const keys = await folder.keys(signal);
  if (!keys.ok) return keys;
  const readings = await folder.readMany([...keys.value].sort(byNumber), signal);
  for (const reading of readings.values()) {
    if (reading.kind === "found" && reading.stored.marker === marker) {
      return ok(reading.stored.ticket);
    }
  }
  for (const reading of readings.values()) {
    if (reading.kind !== "unreadable") continue;
    // A broken file that does not even hold the marker's letters is somebody else's ticket.
    if (reading.text === null || reading.text.includes(marker)) return err(reading.error);
  }
  return ok(undefined);
}

function byNumber(a: string, b: string): number {
  return Number(splitKey(a)[1]) - Number(splitKey(b)[1]);
}
