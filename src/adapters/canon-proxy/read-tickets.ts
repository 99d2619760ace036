import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { t } from "../../core/kernel/texts.ts";
import type { Ticket, TicketReading, TrackerError } from "../../core/model/ticket.ts";
import { askStatuses, type Proxy } from "./calls.ts";
import { notAKey, notSeen, unreadable } from "./errors.ts";
import { toTicket } from "./mapping.ts";
import { ticketAt } from "./place.ts";
import type { WireBatch } from "./wire.ts";
import type { Result } from "../../core/kernel/result.ts";

const PER_REQUEST = 100;

/**
 * Reads the status of tickets, a hundred to a request.
 *
 * No ticket is ever missing: the server does not tell a ticket that is gone from one that it
 * could not read.
 */
export async function readTickets(
  proxy: Proxy,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, TicketReading>> {
  const readings = new Map<string, TicketReading>();
  const groups = new Map<string | null, Map<string, string[]>>();
  for (const key of new Set(keys)) {
    const ticket = ticketAt(proxy.place, key);
    if (ticket === undefined) {
      readings.set(key, { kind: "unreadable", error: notAKey(key, proxy.place) });
      continue;
    }
    const group = groups.get(ticket.repo) ?? new Map<string, string[]>();
    groups.set(ticket.repo, group.set(ticket.id, [...(group.get(ticket.id) ?? []), key]));
  }
  await Promise.all(
    [...groups].flatMap(([repo, group]) =>
      inChunks([...group.keys()]).map(async (ids) => {
        const batch = await askStatuses(proxy, repo, ids, signal);
        for (const id of ids) {
          for (const key of group.get(id) ?? [])
            readings.set(key, readingOf(proxy, key, id, batch));
        }
      }),
    ),
  );
  return readings;
}

/** Reads one ticket. */
export async function readTicket(
  proxy: Proxy,
  key: string,
  signal: CancelSignal,
): Promise<Result<Ticket, TrackerError>> {
  const reading = (await readTickets(proxy, [key], signal)).get(key);
  if (reading?.kind === "found") return { ok: true, value: reading.ticket };
  const error = reading?.kind === "unreadable" ? reading.error : notSeen(key, proxy.place);
  return { ok: false, error };
}

function readingOf(
  { place, host }: Proxy,
  key: string,
  id: string,
  batch: Result<WireBatch, TrackerError>,
): TicketReading {
  if (!batch.ok) return { kind: "unreadable", error: batch.error };
  const status = batch.value.found.get(id);
  if (status !== undefined) return { kind: "found", ticket: toTicket(place, key, status) };
  const isNamed = batch.value.failed.has(id);
  const error = isNamed ? notSeen(key, place) : unreadable(t("reading {0}", key), host);
  return { kind: "unreadable", error };
}

function inChunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / PER_REQUEST);
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * PER_REQUEST, (index + 1) * PER_REQUEST),
  );
}
