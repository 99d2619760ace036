import { t } from "../kernel/texts.ts";
import type { TicketId } from "../model/ticket-ref.ts";
import type { TicketReading, TrackerError } from "../model/ticket.ts";

/** So many refusals in a row make a reference broken. */
export const BROKEN_AFTER = 3;

/** How long a broken reference is left alone before it is asked about once more. */
const RECHECK_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * What is known against a reference: how often in a row its ticket was refused or not found.
 *
 * Shape:  a reference that was answered has no record. `refusal` is what the tracker said last.
 * Units:  `since`, `checkedAt` and `dismissedAt` are ISO 8601, UTC; `failures` stops at three.
 */
export interface ReferenceHealth {
  readonly failures: number;
  readonly refusal: "missing" | Refusal;
  readonly since: string;
  readonly checkedAt: string;
  /** When a person said that the link may stay as it is; null: nobody did. */
  readonly dismissedAt: string | null;
}

export type ReferenceHealths = ReadonlyMap<TicketId, ReferenceHealth>;

/** A record to be written; null ends it. */
export interface ReferenceChange {
  readonly ticket: TicketId;
  readonly health: ReferenceHealth | null;
}

type Refusal = Extract<
  TrackerError["code"],
  "tracker/unauthorized" | "tracker/forbidden" | "tracker/not-found"
>;

const REFUSALS: readonly string[] = [
  "tracker/unauthorized",
  "tracker/forbidden",
  "tracker/not-found",
] satisfies readonly Refusal[];

/** What a reading holds against its reference; null where it holds nothing, an outage included. */
export function refusalOf(reading: TicketReading): ReferenceHealth["refusal"] | null {
  if (reading.kind === "missing") return "missing";
  if (reading.kind === "found" || !REFUSALS.includes(reading.error.code)) return null;
  return reading.error.code as Refusal;
}

export function isBroken(health: ReferenceHealth | undefined): boolean {
  return health !== undefined && health.failures >= BROKEN_AFTER;
}

export function isDismissed(health: ReferenceHealth | undefined): boolean {
  return health !== undefined && health.dismissedAt !== null;
}

/** Tells whether a ticket is not to be asked for now. */
export function isResting(id: TicketId, health: ReferenceHealth | undefined, now: string): boolean {
  if (health === undefined || isEmbedded(id)) return false;
  return isDismissed(health) || (isBroken(health) && !isDue(health, now));
}

/** Stands in for the answer of a ticket that was not asked for. */
export function restingReading(id: TicketId, { refusal, since }: ReferenceHealth): TicketReading {
  if (refusal === "missing") return { kind: "missing" };
  const key = id.slice(id.indexOf(":") + 1);
  const message = t(
    "The tracker has refused {0} since {1}, so it is asked about once a day.",
    key,
    since.slice(0, 10),
  );
  return { kind: "unreadable", error: { code: refusal, message } };
}

/**
 * Reads off what the answers of one run mean for the references.
 *
 * Shape:  `readings` are those of tickets that were asked for; `isBlamed` says whether a refusal
 *         counts against its reference, and not against the connection as a whole.
 */
export function observe(
  before: ReferenceHealths,
  readings: ReadonlyMap<TicketId, TicketReading>,
  now: string,
  isBlamed: (id: TicketId) => boolean,
): ReferenceChange[] {
  return [...readings].flatMap(([ticket, reading]): ReferenceChange[] => {
    const old = before.get(ticket);
    if (reading.kind === "found") return old === undefined ? [] : [{ ticket, health: null }];
    const refusal = refusalOf(reading);
    if (refusal === null || isEmbedded(ticket) || !isBlamed(ticket)) return [];
    const health = refused(old, refusal, now);
    return health === old ? [] : [{ ticket, health }];
  });
}

/** The same record where there is nothing new to say, so that nothing is written. */
function refused(
  old: ReferenceHealth | undefined,
  refusal: ReferenceHealth["refusal"],
  now: string,
): ReferenceHealth {
  if (old === undefined) {
    return { failures: 1, refusal, since: now, checkedAt: now, dismissedAt: null };
  }
  if (isDismissed(old) || (isBroken(old) && !isDue(old, now))) return old;
  const failures = Math.min(old.failures + 1, BROKEN_AFTER);
  return { ...old, failures, refusal, checkedAt: now };
}

/** A file that is gone is gone for sure, and looking for it again costs nothing. */
function isEmbedded(id: TicketId): boolean {
  return id.startsWith("local:");
}

function isDue({ checkedAt }: ReferenceHealth, now: string): boolean {
  return Date.parse(now) - Date.parse(checkedAt) >= RECHECK_AFTER_MS;
}

/** The records after some changes. */
export function withChanges(
  before: ReferenceHealths,
  changes: readonly ReferenceChange[],
): Map<TicketId, ReferenceHealth> {
  const after = new Map(before);
  for (const { ticket, health } of changes) {
    if (health === null) after.delete(ticket);
    else after.set(ticket, health);
  }
  return after;
}
