import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { TrackerError, TrackerTarget, WriteOutcome } from "../../core/model/ticket.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FileStore } from "../../ports/file-store.ts";
import { circularParent, noSuchTicket, ownParent, unknownStatus } from "./errors.ts";
import { BUILT_IN_STATES, findStatus } from "./statuses.ts";
import type { StoredReading, TicketFolder } from "./ticket-folder.ts";
import { ticketPath } from "./ticket-folder.ts";

/** What the writing operations share. They run one at a time, behind the lock. */
export interface WriteContext {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly target: TrackerTarget;
  readonly folder: TicketFolder;
}

/** The workspace's own spelling of a status that may be written. */
export function knownStatus(
  { target }: WriteContext,
  status: string,
): Result<string, TrackerError> {
  const known = findStatus(status, target.extraStates);
  if (known !== undefined) return ok(known.name);
  return err(unknownStatus(status, [...BUILT_IN_STATES, ...target.extraStates]));
}

/** Tells why a ticket cannot have this parent; undefined when it can. */
export async function refuseParent(
  { folder }: WriteContext,
  parentKey: string | null | undefined,
  childKey: string | null,
): Promise<TrackerError | undefined> {
  if (parentKey === null || parentKey === undefined) return undefined;
  if (parentKey === childKey) return ownParent(parentKey);
  const parent = await folder.read(parentKey);
  if (parent.kind !== "found") return readingError(parent, parentKey);
  if (childKey === null || !(await isAbove(folder, childKey, parentKey))) return undefined;
  return circularParent(parentKey, childKey);
}

/** Walks up from a ticket; files that people edit may hold a ring already. */
async function isAbove(folder: TicketFolder, key: string, belowKey: string): Promise<boolean> {
  const seen = new Set<string>();
  let at: string | null = belowKey;
  while (at !== null && !seen.has(at)) {
    if (at === key) return true;
    seen.add(at);
    const reading: StoredReading = await folder.read(at);
    at = reading.kind === "found" ? reading.stored.ticket.parentKey : null;
  }
  return false;
}

/** Why a ticket that was to be used is not there to be used. */
export function readingError(
  reading: Exclude<StoredReading, { kind: "found" }>,
  key: string,
): TrackerError {
  return reading.kind === "missing" ? noSuchTicket(ticketPath(key)) : reading.error;
}

/** The outcome of a write, told by what the file says now. */
export function outcomeOf(
  kind: "done" | "stale",
  reading: StoredReading,
  key: string,
): WriteOutcome {
  if (reading.kind !== "found") return { kind: "failed", error: readingError(reading, key) };
  const { ticket } = reading.stored;
  return kind === "done" ? { kind, ticket } : { kind, current: ticket };
}
