import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type {
  ChangedTickets,
  Ticket,
  TicketListing,
  TrackerError,
} from "../../core/model/ticket.ts";
import type { HttpFailure } from "../http/http.ts";
import { path } from "../http/request-path.ts";
import { markerTag } from "./keys.ts";
import { tagsOf } from "./mapping.ts";
import { cancelled, notATime } from "./messages.ts";
import type { Place } from "./place.ts";
import { readItems, ticketOf } from "./read-items.ts";
import { queryResult } from "./wire.ts";

/** A change may become visible a little after the time that it bears. */
const OVERLAP_MS = 5000;

/**
 * Finds a work item by its tag.
 *
 * The query runs on the database itself, not on a search index, so what it does not find is not
 * there. The tag is compared again in the work item, letter by letter.
 */
export async function findByTag(
  place: Place,
  marker: string,
  signal: CancelSignal,
): Promise<Result<Ticket | undefined, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const tag = markerTag(marker);
  // Nothing is ever created under a marker of another form.
  if (tag === undefined) return ok(undefined);
  const said = await query(
    place,
    `[System.Tags] CONTAINS ${quoted(tag)}`,
    t("looking for a work item by its tag"),
    signal,
  );
  if (!said.ok) return err(said.error.error);
  const keys = said.value.workItems.map(({ id }) => String(id));
  const readings = await readItems(place, keys, signal);
  for (const reading of readings.values()) {
    if (reading.kind === "unreadable") return err(reading.error);
    if (reading.kind === "found" && tagsOf(reading.item).some((one) => one.toLowerCase() === tag)) {
      return ticketOf(place, reading.item, signal);
    }
  }
  return ok(undefined);
}

/** The work items of the project that changed since a moment, by the server's own clock. */
export async function changedSince(
  place: Place,
  since: string,
  signal: CancelSignal,
): Promise<Result<ChangedTickets, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const from = Date.parse(since);
  if (Number.isNaN(from)) return err(notATime(since));
  const asked = Date.parse(place.clock.now());
  const said = await query(
    place,
    `[System.ChangedDate] >= ${quoted(new Date(from).toISOString())}`,
    t("asking what changed"),
    signal,
  );
  if (said.ok) {
    const keys = said.value.workItems.map(({ id }) => String(id));
    const until = new Date(Date.parse(said.value.asOf) - OVERLAP_MS).toISOString();
    return ok({ keys, until, isComplete: true });
  }
  if (!isTooMany(said.error)) return err(said.error.error);
  return ok({ keys: [], until: new Date(asked - OVERLAP_MS).toISOString(), isComplete: false });
}

const MAX_LISTED = 2000;

/**
 * The names that the processes of Azure DevOps have for the end of the work. A process may have
 * others; what is read of such a work item says so.
 */
const NOT_ENDED = "[System.State] NOT IN ('Closed', 'Done', 'Removed') ORDER BY [System.Id] DESC";

/** The newest work items of the project whose work has not ended, in one request. */
export async function listOpenTickets(
  place: Place,
  signal: CancelSignal,
): Promise<Result<TicketListing, TrackerError>> {
  if (signal.aborted) return err(cancelled());
  const said = await query(place, NOT_ENDED, t("listing open work items"), signal, MAX_LISTED);
  if (!said.ok) return err(said.error.error);
  const keys = said.value.workItems.map(({ id }) => String(id));
  return ok({ keys, isComplete: keys.length < MAX_LISTED });
}

function query(
  place: Place,
  condition: string,
  action: string,
  signal: CancelSignal,
  most?: number,
) {
  return place.api.ask(
    {
      method: "POST",
      path: path`${place.project}/_apis/wit/wiql`,
      // Without it, only the day of a date counts.
      query: { timePrecision: true, ...(most === undefined ? {} : { $top: most }) },
      body: {
        query: `SELECT [System.Id] FROM workitems WHERE [System.TeamProject] = @project AND ${condition}`,
      },
      answer: queryResult,
      effect: "read",
      action,
    },
    signal,
  );
}

/** The one place where a value enters a query. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** More than 20,000 work items are not listed at all. */
function isTooMany({ status, body }: HttpFailure): boolean {
  return status === 400 && JSON.stringify(body).includes("VS402337");
}
