import * as z from "zod/mini";
import { parseTicketId, ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { KnownTicket, KnownTickets } from "./known-tickets.ts";

/** Where tickets are noted as they were last seen; not committed. */
export const KNOWN_TICKETS_FILE = ".canon/cache/tickets.json";

/** Beyond it, those that were seen longest ago are forgotten. */
const MAX_TICKETS = 20_000;

const MAX_TEXT = 300;

const text = z.string().check(z.maxLength(MAX_TEXT));
const ticketShape = z.object({
  status: text,
  title: text,
  url: z.nullable(z.string().check(z.maxLength(2000))),
  at: z.string().check(z.maxLength(40)),
});
const fileShape = z.object({ version: z.literal(1), tickets: z.record(z.string(), z.unknown()) });

/** Reads the notes; what cannot be read was never seen. */
export function parseKnownTickets(json: string): Map<TicketId, KnownTicket> {
  const tickets = new Map<TicketId, KnownTicket>();
  for (const [key, value] of Object.entries(readRecords(json))) {
    const ref = parseTicketId(key);
    const ticket = ticketShape.safeParse(value);
    if (ref !== undefined && ticket.success) tickets.set(ticketId(ref), ticket.data);
  }
  return tickets;
}

/** Writes the notes, sorted, one a line. */
export function formatKnownTickets(tickets: KnownTickets): string {
  const lines = newest(tickets)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { status, title, url, at }]) => {
      const note = { status: cut(status), title: cut(title), url, at };
      return `${JSON.stringify(id)}:${JSON.stringify(note)}`;
    });
  return `{"version":1,"tickets":{\n${lines.join(",\n")}\n}}\n`;
}

function newest(tickets: KnownTickets): [TicketId, KnownTicket][] {
  const all = [...tickets];
  if (all.length <= MAX_TICKETS) return all;
  return all.sort(([, a], [, b]) => (a.at < b.at ? 1 : -1)).slice(0, MAX_TICKETS);
}

function cut(long: string): string {
  return long.slice(0, MAX_TEXT);
}

function readRecords(json: string): Record<string, unknown> {
  try {
    const file = fileShape.safeParse(JSON.parse(json));
    return file.success ? file.data.tickets : {};
  } catch {
    return {};
  }
}
