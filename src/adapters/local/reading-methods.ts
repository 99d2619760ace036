import { err, ok } from "../../core/kernel/result.ts";
import { t } from "../../core/kernel/texts.ts";
import type { TicketReading, TicketStatus } from "../../core/model/ticket.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import { cancelled } from "./errors.ts";
import { findTicketByMarker } from "./find-by-marker.ts";
import { BUILT_IN_STATES, findStatus } from "./statuses.ts";
import type { StoredReading } from "./ticket-folder.ts";
import { readingError, type WriteContext } from "./write-context.ts";

type Reading =
  | "readTickets"
  | "newestKey"
  | "findByMarker"
  | "reachableStatuses"
  | "readComments"
  | "changedSince"
  | "listOpenTickets"
  | "checkAccess"
  | "describeWorkflow";

/** What only reads. */
export function readingMethods({
  folder,
  clock,
  target,
}: WriteContext): Pick<TicketTracker, Reading> {
  return {
    async readTickets(keys, signal) {
      const readings = await folder.readMany(keys, signal);
      return new Map([...readings].map(([key, reading]) => [key, toTicketReading(reading)]));
    },

    /** All tickets are looked through, so that no hint is needed. */
    newestKey: (signal) => Promise.resolve(signal.aborted ? err(cancelled()) : ok(null)),

    findByMarker: ({ id }, signal) => findTicketByMarker(folder, id, signal),

    /** Every state can follow every other. */
    reachableStatuses: (keys) => Promise.resolve(new Map(keys.map((key) => [key, null]))),

    async readComments(key, signal) {
      if (signal.aborted) return err(cancelled());
      const reading = await folder.read(key);
      if (reading.kind !== "found") return err(readingError(reading, key));
      const comments = reading.stored.comments.map(({ author, at, text }) => ({
        author,
        at,
        text,
      }));
      return ok(comments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
    },

    ...listingMethods({ folder, clock }),

    checkAccess: (signal) =>
      Promise.resolve(signal.aborted ? err(cancelled()) : ok(t("the files of this workspace"))),

    describeWorkflow(signal) {
      if (signal.aborted) return Promise.resolve(err(cancelled()));
      const states = statesOf(target.extraStates);
      return Promise.resolve(ok({ types: [{ name: null, states, requiredFields: [] }] }));
    },
  };
}

/** What looks at all tickets. */
function listingMethods({
  folder,
  clock,
}: Pick<WriteContext, "folder" | "clock">): Pick<
  TicketTracker,
  "changedSince" | "listOpenTickets"
> {
  return {
    /** Editors and git change files without noting the time, so any ticket may have changed. */
    async changedSince(_since, signal) {
      const until = clock.now();
      const keys = await folder.keys(signal);
      return keys.ok ? ok({ keys: keys.value, until, isComplete: true }) : keys;
    },

    /** A file that cannot be read may well be an open ticket. */
    async listOpenTickets(signal) {
      const keys = await folder.keys(signal);
      if (!keys.ok) return keys;
      const readings = await folder.readMany(keys.value, signal);
      const open = keys.value.filter((key) => {
        const reading = readings.get(key);
        return reading?.kind !== "found" || !hasEnded(reading.stored.ticket.status);
      });
      return ok({ keys: open.sort(newestFirst), isComplete: true });
    },
  };
}

function hasEnded({ category }: TicketStatus): boolean {
  return category === "completed" || category === "canceled";
}

function newestFirst(a: string, b: string): number {
  const numberOf = (key: string): number => Number(key.slice(key.lastIndexOf("-") + 1));
  return numberOf(b) - numberOf(a) || (a < b ? -1 : 1);
}

function statesOf(extraStates: readonly string[]): TicketStatus[] {
  const words = [...BUILT_IN_STATES, ...extraStates];
  return words.flatMap((word) => findStatus(word, extraStates) ?? []);
}

function toTicketReading(reading: StoredReading): TicketReading {
  switch (reading.kind) {
    case "found":
      return { kind: "found", ticket: reading.stored.ticket };
    case "missing":
      return reading;
    case "unreadable":
      return { kind: "unreadable", error: reading.error };
  }
}
