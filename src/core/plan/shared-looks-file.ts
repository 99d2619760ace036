import * as z from "zod/mini";
import { parsedJson } from "../kernel/json-fields.ts";
import { parseTicketId, ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { TicketReading } from "../model/ticket.ts";
import { ticketShape } from "./ticket-shape.ts";

/** What a window read. `at` is in milliseconds since 1970; `by` names the window. */
export interface SharedReading {
  readonly at: number;
  readonly by: string;
  readonly reading: TicketReading;
}

/** One look at a folder's trackers, and what it cost. */
export interface Look {
  readonly at: number;
  readonly requests: number;
}

/** What the windows on one folder tell each other. */
export interface Shared {
  readonly looks: readonly Look[];
  readonly tickets: ReadonlyMap<TicketId, SharedReading>;
}

export const HOUR_MS = 3_600_000;
export const NOTHING_SHARED: Shared = { looks: [], tickets: new Map() };

const MAX_TICKETS = 2_000;

/** What could not be read is tried by each window for itself, so it is not shared. */
const entry = z.object({
  at: z.number(),
  by: z.string(),
  reading: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("found"), ticket: ticketShape }),
    z.object({ kind: z.literal("missing") }),
  ]),
});
const file = z.object({
  version: z.literal(1),
  looks: z.array(z.object({ at: z.number(), requests: z.number() })),
  tickets: z.record(z.string(), z.unknown()),
});

/** Reads the file of a folder; what cannot be read was never shared. */
export function parseShared(json: string): Shared {
  const read = file.safeParse(parsedJson(json));
  if (!read.success) return NOTHING_SHARED;
  const tickets = new Map<TicketId, SharedReading>();
  for (const [name, value] of Object.entries(read.data.tickets)) {
    const ref = parseTicketId(name);
    const shared = entry.safeParse(value);
    if (ref !== undefined && shared.success) tickets.set(ticketId(ref), shared.data);
  }
  return { looks: read.data.looks, tickets };
}

/** Writes the file without what is older than an hour. */
export function formatShared({ looks, tickets }: Shared, now: number): string {
  const newest = [...tickets]
    .filter(([, { at, reading }]) => isOfThisHour(at, now) && reading.kind !== "unreadable")
    .sort(([, one], [, other]) => other.at - one.at)
    .slice(0, MAX_TICKETS);
  const recent = looks.filter(({ at }) => isOfThisHour(at, now));
  return JSON.stringify({ version: 1, looks: recent, tickets: Object.fromEntries(newest) });
}

/** A time in the future was written under another clock. */
export function isOfThisHour(at: number, now: number): boolean {
  return at <= now && now - at < HOUR_MS;
}
