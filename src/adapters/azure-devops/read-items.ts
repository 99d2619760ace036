import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { Ticket, TicketReading, TrackerError } from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import { path } from "../http/request-path.ts";
import { kindOf } from "./api.ts";
import { toId } from "./keys.ts";
import { toTicket } from "./mapping.ts";
import { cancelled, noSuchItem, notAKey, oddItem as oddItemError } from "./messages.ts";
import type { Place } from "./place.ts";
import { FIELDS, oddItem, type WorkItem, workItem, workItems } from "./wire.ts";

/** The most work items that one request may name. */
const BATCH = 200;

/** What an answer said of one work item that was asked for. */
type ItemReading =
  | { readonly kind: "found"; readonly item: WorkItem }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: TrackerError };

/** Reads many work items, 200 with each request. */
export async function readTickets(
  place: Place,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, TicketReading>> {
  const items = await readItems(place, keys, signal);
  const readings = [...items].map(async ([key, reading]): Promise<[string, TicketReading]> => {
    if (reading.kind !== "found") return [key, reading];
    const ticket = await ticketOf(place, reading.item, signal);
    return [
      key,
      ticket.ok
        ? { kind: "found", ticket: ticket.value }
        : { kind: "unreadable", error: ticket.error },
    ];
  });
  return new Map(await Promise.all(readings));
}

/** The same as they came, before the states of their types are looked up. */
export async function readItems(
  place: Place,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, ItemReading>> {
  const readings = new Map<string, ItemReading>();
  const ids: number[] = [];
  for (const key of new Set(keys)) {
    const id = toId(key);
    if (signal.aborted) readings.set(key, { kind: "unreadable", error: cancelled() });
    else if (id === undefined) readings.set(key, { kind: "unreadable", error: notAKey(key) });
    else ids.push(id);
  }
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) =>
    ids.slice(index * BATCH, (index + 1) * BATCH),
  );
  const answers = await Promise.all(batches.map((batch) => readBatch(place, batch, signal)));
  for (const answer of answers) {
    for (const [id, reading] of answer) readings.set(String(id), reading);
  }
  return readings;
}

/** The ticket that a work item stands for; needs to know the states of its type. */
export async function ticketOf(
  place: Place,
  item: WorkItem,
  signal: CancelSignal,
): Promise<Result<Ticket, TrackerError>> {
  const { "System.TeamProject": project, "System.WorkItemType": type } = item.fields;
  const states = await place.types.states(project, type, signal);
  return states.ok ? ok(toTicket(item, states.value, place.address)) : err(states.error.error);
}

/** One work item with its relations, as a change needs it. */
export async function readItem(
  place: Place,
  key: string,
  signal: CancelSignal,
): Promise<Result<WorkItem, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const id = toId(key);
  if (id === undefined) return err(notAKey(key));
  const said = await place.api.ask(
    {
      method: "GET",
      path: path`_apis/wit/workitems/${id}`,
      query: { $expand: "relations" },
      answer: workItem,
      effect: "read",
      action: t("reading work item {0}", key),
    },
    signal,
  );
  if (!said.ok) return err(isNoSuchItem(said.error) ? noSuchItem(key) : said.error.error);
  return said.value.id === id ? said : err(oddItemError(key));
}

function isNoSuchItem(failure: HttpFailure): boolean {
  return failure.status === 404 && kindOf(failure) === "WorkItemUnauthorizedAccessException";
}

/** Left out without an error is what does not exist, when the rest of the answer is in order. */
async function readBatch(
  place: Place,
  ids: readonly number[],
  signal: CancelSignal,
): Promise<ReadonlyMap<number, ItemReading>> {
  const said = await place.api.ask(
    {
      method: "POST",
      path: path`_apis/wit/workitemsbatch`,
      body: { ids, fields: FIELDS, errorPolicy: "omit" },
      answer: workItems,
      effect: "read",
      action: t("reading work items"),
    },
    signal,
  );
  if (!said.ok) return forAll(ids, { kind: "unreadable", error: said.error.error });
  const readings = new Map<number, ItemReading>(forAll(ids, { kind: "missing" }));
  let hasNameless = false;
  for (const entry of said.value.value) {
    if (entry === null) continue;
    const id = oddItem.safeParse(entry).data?.id;
    const item = workItem.safeParse(entry);
    if (id === undefined) hasNameless = true;
    else if (item.success) {
      place.seen.add(id);
      readings.set(id, { kind: "found", item: item.data });
    } else readings.set(id, { kind: "unreadable", error: oddItemError(String(id)) });
  }
  for (const [id, { kind }] of readings) {
    // An entry that names no work item may be about any of those that were not named.
    if (kind === "missing" && hasNameless) {
      readings.set(id, { kind: "unreadable", error: oddItemError(String(id)) });
    }
  }
  return new Map(ids.map((id) => [id, readings.get(id) ?? { kind: "missing" }]));
}

function forAll(ids: readonly number[], reading: ItemReading): ReadonlyMap<number, ItemReading> {
  return new Map(ids.map((id) => [id, reading]));
}
