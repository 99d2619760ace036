import type { KeptTicket, KeptTickets } from "../ports/ticket-memory.ts";

/**
 * How far each question for changes reaches back behind the last one: indexes lag, clocks differ
 * from machine to machine, and a change may become visible later than the time it bears.
 */
const OVERLAP_MS = 15 * 60_000;

/**
 * A ticket that was deleted or moved elsewhere, or that changed in a way which its tracker does not
 * count, such as a state with a new name, is told by no list of changes.
 */
const MOST_AGE_MS = 24 * 60 * 60_000;

/** The moment to ask from. */
export function withOverlap(cursor: string): string {
  return new Date(Date.parse(cursor) - OVERLAP_MS).toISOString();
}

/**
 * A cursor from the future was made by a clock that went wrong, then or now. One without tickets
 * that still count is of no use.
 */
export function isUsable({ cursor, askedAt, tickets }: KeptTickets, now: string): boolean {
  const nowMs = Date.parse(now);
  const isPast = Date.parse(cursor) <= nowMs + OVERLAP_MS && Date.parse(askedAt) <= nowMs;
  return isPast && [...tickets.values()].some((one) => isYoung(one, now));
}

/**
 * The cursor after a question that was asked `now`; `until` is what the tracker said to it.
 *
 * Some trackers name the newest change that they know of, which may be long ago. Since the last
 * cursor was found, their clock has gone on as far as this machine's has.
 */
export function nextCursor({ cursor, askedAt }: KeptTickets, until: string, now: string): string {
  const nowMs = Date.parse(now);
  const goneOn = Math.min(nowMs, Date.parse(cursor) + nowMs - Date.parse(askedAt));
  return laterOf(laterOf(cursor, until), new Date(goneOn).toISOString());
}

/** Whether a ticket was read less than a day ago, and not in the future. */
export function isYoung({ readAt }: KeptTicket, now: string): boolean {
  const ageMs = Date.parse(now) - Date.parse(readAt);
  return ageMs >= 0 && ageMs < MOST_AGE_MS;
}

/** The later of two moments; one that is no moment counts for nothing. */
function laterOf(one: string, other: string): string {
  return Date.parse(other) > Date.parse(one) ? other : one;
}
