import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err } from "../../core/kernel/result.ts";
import type { TicketReading, TrackerTarget, WriteOutcome } from "../../core/model/ticket.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FileStore } from "../../ports/file-store.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import { createTicketFile } from "./create-ticket-file.ts";
import { CANCELLED, storageError } from "./errors.ts";
import { findTicketByMarker } from "./find-by-marker.ts";
import { removeTicketFile } from "./remove-ticket-file.ts";
import { FOLDER, openTicketFolder, type StoredReading } from "./ticket-folder.ts";
import { updateTicketFile } from "./update-ticket-file.ts";
import type { WriteContext } from "./write-context.ts";

export interface LocalTrackerDeps {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly target: TrackerTarget;
}

const LOCK = `${FOLDER}/.lock`;
const LOCK_WAIT_MS = 10_000;

/** Tells whether a project name can stand before the number in the keys of local tickets. */
export function isKeyPrefix(project: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]{0,49}$/.test(project);
}

/**
 * Tickets as Markdown files below `.canon/tickets/`, to be read, edited and merged like all else
 * in the workspace. Writers take turns behind a lock file; readers need none.
 */
export function createLocalTracker({ files, clock, target }: LocalTrackerDeps): TicketTracker {
  const folder = openTicketFolder(files, target.extraStates);
  const context: WriteContext = { files, clock, target, folder };

  async function exclusively(
    signal: CancelSignal,
    task: () => Promise<WriteOutcome>,
  ): Promise<WriteOutcome> {
    if (signal.aborted) return { kind: "failed", error: CANCELLED };
    const done = await files.withLock(LOCK, LOCK_WAIT_MS, task);
    return done.ok ? done.value : { kind: "failed", error: storageError(done.error) };
  }

  return {
    capabilities: { parents: true, removal: true },

    async readTickets(keys, signal) {
      const readings = await folder.readMany(keys, signal);
      return new Map([...readings].map(([key, reading]) => [key, toTicketReading(reading)]));
    },

    findByMarker: (marker, signal) => findTicketByMarker(folder, marker, signal),

    createTicket: (draft, signal) => exclusively(signal, () => createTicketFile(context, draft)),

    updateTicket: (key, change, expectedRevision, signal) =>
      exclusively(signal, () => updateTicketFile(context, key, change, expectedRevision)),

    async removeTicket(key, expectedRevision, signal) {
      if (signal.aborted) return err(CANCELLED);
      const done = await files.withLock(LOCK, LOCK_WAIT_MS, () =>
        removeTicketFile(context, key, expectedRevision),
      );
      return done.ok ? done.value : err(storageError(done.error));
    },
  };
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
