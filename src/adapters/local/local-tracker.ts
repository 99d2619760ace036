import type { TrackerCapabilities, TrackerTarget } from "../../core/model/ticket.ts";
import type { Clock } from "../../ports/clock.ts";
import type { FileStore } from "../../ports/file-store.ts";
import type { TicketTracker } from "../../ports/ticket-tracker.ts";
import { readingMethods } from "./reading-methods.ts";
import { openTicketFolder } from "./ticket-folder.ts";
import { writingMethods } from "./writing-methods.ts";

export interface LocalTrackerDeps {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly target: TrackerTarget;
}

const CAPABILITIES: TrackerCapabilities = {
  texts: true,
  comments: true,
  changes: true,
  listing: true,
  createBatch: 1,
  parents: true,
  removal: true,
};

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
  const context = { files, clock, target, folder };
  return { capabilities: CAPABILITIES, ...readingMethods(context), ...writingMethods(context) };
}
