import type { TicketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Redactor } from "../redact/redact.ts";

/**
 * A ticket as it was last seen, for the times when nobody answers. Its texts are redacted and
 * as untrusted as any from a tracker.
 *
 * Units: `at` is when it was seen, ISO 8601 in UTC.
 */
export interface KnownTicket {
  readonly status: string;
  readonly title: string;
  readonly url: string | null;
  readonly at: string;
}

export type KnownTickets = ReadonlyMap<TicketId, KnownTicket>;

/** A note that is not older than this is as good as a new one. */
const FRESH_MS = 10 * 60 * 1000;

/** What is kept of a ticket; null for an embedded one, which is there to be looked at. */
export function toKnown(ticket: Ticket, at: string, redact: Redactor): KnownTicket | null {
  if (ticket.ref.system === "local") return null;
  const { status, title, url } = ticket;
  return {
    status: redact(status.name).text,
    title: redact(title).text,
    url: url === null ? null : redact(url).text,
    at,
  };
}

/**
 * What is known after some tickets were seen.
 *
 * Gives back `before` itself where they say nothing new, so that nothing is written.
 */
export function withSeen(before: KnownTickets, seen: KnownTickets): KnownTickets {
  const isNews = [...seen].some(([id, ticket]) => {
    const old = before.get(id);
    return old === undefined || !isSame(old, ticket) || isOld(old, ticket.at);
  });
  return isNews ? new Map([...before, ...seen]) : before;
}

function isSame(a: KnownTicket, b: KnownTicket): boolean {
  return a.status === b.status && a.title === b.title && a.url === b.url;
}

function isOld({ at }: KnownTicket, now: string): boolean {
  return Date.parse(now) - Date.parse(at) > FRESH_MS;
}
