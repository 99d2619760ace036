import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { hashText } from "../../core/kernel/hash.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import { isTicketKey } from "../../core/model/ticket-ref.ts";
import type { Ticket, TicketComment, TrackerError } from "../../core/model/ticket.ts";
import type { FileStore } from "../../ports/file-store.ts";
import type { StoredComment } from "./comments.ts";
import { brokenTicket, cancelled, notAKey, storageError } from "./errors.ts";
import { findStatus } from "./statuses.ts";
import { readTicketFile, type TicketFile } from "./ticket-file.ts";

export const FOLDER = ".canon/tickets";

/** A ticket with the file it was read from. */
export interface StoredTicket {
  readonly ticket: Ticket;
  readonly marker: string | null;
  readonly path: string;
  readonly text: string;
  /** In the order of the file. */
  readonly comments: readonly StoredComment[];
}

/** `text` of an unreadable ticket is null where not even that is known. */
export type StoredReading =
  | { readonly kind: "found"; readonly stored: StoredTicket }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: TrackerError; readonly text: string | null };

/** Read access to the folder of ticket files. */
export interface TicketFolder {
  read(key: string): Promise<StoredReading>;
  readMany(
    keys: readonly string[],
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, StoredReading>>;
  /** The keys of all ticket files; other files in the folder are nobody's tickets. */
  keys(signal: CancelSignal): Promise<Result<readonly string[], TrackerError>>;
  /** The ticket that a file with this text is. */
  understand(key: string, text: string): StoredReading;
}

/** How many files are read side by side. */
const BATCH = 64;

/** `extraStates` are the workspace's own workflow states. */
export function openTicketFolder(files: FileStore, extraStates: readonly string[]): TicketFolder {
  const known = new Map<string, { readonly text: string; readonly reading: StoredReading }>();

  function understand(key: string, text: string): StoredReading {
    const last = known.get(key);
    if (last?.text === text) return last.reading;
    const reading = toReading(key, text, extraStates);
    known.set(key, { text, reading });
    return reading;
  }

  async function read(key: string): Promise<StoredReading> {
    if (!isTicketKey("local", key)) return unread(notAKey(key));
    const file = await files.read(ticketPath(key));
    switch (file.kind) {
      case "found":
        return understand(key, file.text);
      case "missing":
        return file;
      case "unreadable":
        return unread(storageError(file.problem));
    }
  }

  return {
    read,
    understand,

    readMany: (keys, signal) => readInBatches(read, [...new Set(keys)], signal),

    async keys(signal) {
      const listing = await files.list([`${FOLDER}/*.md`], signal);
      // A listing that was cut short would make tickets look missing.
      if (signal.aborted) return err(cancelled());
      const problem = listing.problems[0];
      if (problem !== undefined) return err(storageError(problem));
      const names = listing.files.map((path) => path.slice(FOLDER.length + 1, -".md".length));
      return ok(names.filter((name) => isTicketKey("local", name)));
    },
  };
}

async function readInBatches(
  read: (key: string) => Promise<StoredReading>,
  keys: readonly string[],
  signal: CancelSignal,
): Promise<ReadonlyMap<string, StoredReading>> {
  const readings = new Map<string, StoredReading>();
  for (let start = 0; start < keys.length; start += BATCH) {
    const batch = keys.slice(start, start + BATCH).map(async (key) => {
      return [key, signal.aborted ? unread(cancelled()) : await read(key)] as const;
    });
    for (const [key, reading] of await Promise.all(batch)) readings.set(key, reading);
  }
  return readings;
}

/** Only keys of the right form get here, so the path cannot lead anywhere else. */
export function ticketPath(key: string): string {
  return `${FOLDER}/${key}.md`;
}

function unread(error: TrackerError, text: string | null = null): StoredReading {
  return { kind: "unreadable", error, text };
}

function toReading(key: string, text: string, extraStates: readonly string[]): StoredReading {
  const path = ticketPath(key);
  const file = readTicketFile(text);
  if ("what" in file) return unread(brokenTicket(path, file), text);
  const ticket = toTicket(key, text, file, extraStates);
  return {
    kind: "found",
    stored: { ticket, marker: file.fields.marker, path, text, comments: file.comments },
  };
}

function toTicket(
  key: string,
  text: string,
  file: TicketFile,
  extraStates: readonly string[],
): Ticket {
  const { fields } = file;
  return {
    ref: { system: "local", key },
    url: ticketPath(key),
    title: fields.title,
    managedText: file.managedText,
    otherText: file.otherText,
    status: findStatus(fields.status, extraStates) ?? { name: fields.status, category: null },
    type: fields.type,
    parentKey: fields.parent,
    labels: fields.labels,
    assignee: fields.assignee,
    createdAt: fields.created,
    updatedAt: fields.updated,
    // Editors and git change files without counting, so the text itself is the revision.
    revision: hashText(text),
    pullRequests: fields.pullRequests,
    lastComment: lastOf(file.comments),
  };
}

function lastOf(comments: TicketFile["comments"]): TicketComment | null {
  const last = comments.at(-1);
  return last === undefined ? null : { author: last.author, at: last.at, text: last.text };
}
