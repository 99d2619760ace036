import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError } from "../../core/model/ticket.ts";
import { toId } from "./keys.ts";
import { noSuchParent, notAKey } from "./messages.ts";
import type { Place } from "./place.ts";
import { readItems } from "./read-items.ts";

/** The number of a parent that exists, or did so a moment ago. */
export async function findParent(
  place: Place,
  key: string,
  signal: CancelSignal,
): Promise<Result<number, TrackerError>> {
  const id = toId(key);
  if (id === undefined) return err(notAKey(key));
  if (place.seen.has(id)) return ok(id);
  const reading = (await readItems(place, [key], signal)).get(key);
  switch (reading?.kind) {
    case "found":
      return ok(id);
    case "unreadable":
      return err(reading.error);
    default:
      return err(noSuchParent(key));
  }
}
