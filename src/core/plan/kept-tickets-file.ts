import * as z from "zod/mini";
import { parsedJson } from "../kernel/json-fields.ts";
import { parseTicketId, ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import { ticketShape } from "./ticket-shape.ts";

const moment = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
const head = z.object({ version: z.literal(1), cursor: moment, askedAt: moment });
const row = z.tuple([z.string(), moment, ticketShape]);

/** The first line: from when to ask for changes, and when that was found. */
export function formatCursor(cursor: string, askedAt: string): string {
  return JSON.stringify({ version: 1, cursor, askedAt });
}

/** Null where the line is none of these. */
export function parseCursor(
  line: string,
): { readonly cursor: string; readonly askedAt: string } | null {
  const { data } = head.safeParse(parsedJson(line));
  return data === undefined ? null : { cursor: data.cursor, askedAt: data.askedAt };
}

/** A line for a ticket and when it was read. */
export function formatKept(id: TicketId, readAt: string, ticket: Ticket): string {
  return JSON.stringify([id, readAt, ticket]);
}

/** Null where the line is none of these. */
export function parseKept(
  line: string,
): { readonly id: TicketId; readonly readAt: string; readonly ticket: Ticket } | null {
  const read = row.safeParse(parsedJson(line));
  if (!read.success) return null;
  const [name, readAt, ticket] = read.data;
  const ref = parseTicketId(name);
  return ref === undefined ? null : { id: ticketId(ref), readAt, ticket };
}
