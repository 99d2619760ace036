import type { CancelSignal } from "../../src/core/kernel/cancel.ts";
import { err, ok } from "../../src/core/kernel/result.ts";
import { readManagedBlock, writeManagedBlock } from "../../src/core/model/managed-block.ts";
import {
  isTicketKey,
  type StatusCategory,
  type SystemName,
  type Ticket,
  type TicketChange,
  type TicketDraft,
  type TicketReading,
  type TicketStatus,
  type TrackerError,
  type WriteOutcome,
} from "../../src/core/model/ticket.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { TicketTracker } from "../../src/ports/ticket-tracker.ts";
import { createFixedClock } from "./fixed-clock.ts";

/** A ticket as the server keeps it. Tests change it to play people at work. */
export interface MemoryTicket {
  title: string;
  description: string;
  status: string;
  parentKey: string | null;
  readonly type: string | null;
  readonly labels: readonly string[];
  readonly marker: string;
  readonly createdAt: string;
  updatedAt: string;
  revision: number;
}

/** One call of the port, for tests that count or order them. */
export interface TrackerCall {
  readonly method:
    "readTickets" | "findByMarker" | "createTicket" | "updateTicket" | "removeTicket";
  readonly keys: readonly string[];
}

export interface MemoryTicketTracker extends TicketTracker {
  readonly tickets: Map<string, MemoryTicket>;
  readonly calls: TrackerCall[];
  /** Called before each call; an error makes that call fail. */
  beforeCall: ((call: TrackerCall, n: number) => TrackerError | undefined) | undefined;
  /** Called once a write is done; `true` loses the answer on its way back. */
  losesAnswer: ((call: TrackerCall, n: number) => boolean) | undefined;
  /** A person changes a ticket in the tracker. */
  edit(key: string, change: (ticket: MemoryTicket) => void): void;
}

export interface MemoryTrackerOptions {
  readonly system?: SystemName;
  readonly prefix?: string;
  readonly states?: ReadonlyMap<string, StatusCategory | null>;
  readonly clock?: Clock;
}

const STATES: ReadonlyMap<string, StatusCategory | null> = new Map([
  ["draft", "backlog"],
  ["todo", "unstarted"],
  ["in_progress", "started"],
  ["in_review", "started"],
  ["blocked", "started"],
  ["done", "completed"],
  ["deprecated", "canceled"],
]);

/** A tracker in memory that behaves like a server, with places to make it fail. */
export function createMemoryTicketTracker(options: MemoryTrackerOptions = {}): MemoryTicketTracker {
  const {
    system = "local",
    prefix = "LOCAL",
    states = STATES,
    clock = createFixedClock(),
  } = options;
  const tickets = new Map<string, MemoryTicket>();
  const calls: TrackerCall[] = [];
  let lastNumber = 0;

  function begin(call: TrackerCall, signal: CancelSignal): TrackerError | undefined {
    calls.push(call);
    return signal.aborted
      ? error("tracker/cancelled", "Cancelled. Start again when you are ready.")
      : tracker.beforeCall?.(call, calls.length);
  }

  function finish(call: TrackerCall, outcome: WriteOutcome): WriteOutcome {
    const isLost = outcome.kind === "done" && tracker.losesAnswer?.(call, calls.length) === true;
    return isLost
      ? { kind: "unsure", error: error("tracker/unreachable", "The answer was lost.") }
      : outcome;
  }

  function statusOf(word: string): TicketStatus | undefined {
    const name = [...states.keys()].find((state) => state.toLowerCase() === word.toLowerCase());
    return name === undefined ? undefined : { name, category: states.get(name) ?? null };
  }

  function toTicket(key: string, stored: MemoryTicket): Ticket {
    return {
      ref: { system, key },
      url: null,
      title: stored.title,
      managedText: readManagedBlock(stored.description),
      status: statusOf(stored.status) ?? { name: stored.status, category: null },
      type: stored.type,
      parentKey: stored.parentKey,
      labels: stored.labels,
      assignee: null,
      createdAt: stored.createdAt,
      updatedAt: stored.updatedAt,
      revision: String(stored.revision),
      pullRequests: [],
      lastComment: null,
    };
  }

  function refuse(change: TicketChange, key: string | null): TrackerError | undefined {
    const { status, parentKey } = change;
    if (status !== undefined && statusOf(status) === undefined) {
      return error("tracker/no-transition", `There is no status "${status}".`);
    }
    if (parentKey === undefined || parentKey === null) return undefined;
    if (parentKey === key || !isTicketKey(system, parentKey)) {
      return error("tracker/rejected", "This parent is not possible.");
    }
    return tickets.has(parentKey)
      ? undefined
      : error("tracker/not-found", `There is no ticket ${parentKey}.`);
  }

  function create(draft: TicketDraft): WriteOutcome {
    const refused = refuse(draft, null);
    if (refused !== undefined) return { kind: "failed", error: refused };
    lastNumber += 1;
    const key = `${prefix}-${lastNumber}`;
    const stored: MemoryTicket = {
      title: draft.title,
      description: writeManagedBlock("", draft.managedText),
      status: draft.status,
      parentKey: draft.parentKey,
      type: draft.type,
      labels: draft.labels,
      marker: draft.marker,
      createdAt: clock.now(),
      updatedAt: clock.now(),
      revision: 1,
    };
    tickets.set(key, stored);
    return { kind: "done", ticket: toTicket(key, stored) };
  }

  function update(key: string, change: TicketChange, expectedRevision: string): WriteOutcome {
    const stored = isTicketKey(system, key) ? tickets.get(key) : undefined;
    if (stored === undefined) return { kind: "failed", error: missing(key) };
    const before = toTicket(key, stored);
    if (before.revision !== expectedRevision) return { kind: "stale", current: before };
    const refused = refuse(change, key);
    if (refused !== undefined) return { kind: "failed", error: refused };
    if (change.title !== undefined) stored.title = change.title;
    if (change.status !== undefined) stored.status = change.status;
    if (change.parentKey !== undefined) stored.parentKey = change.parentKey;
    if (change.managedText !== undefined && change.managedText !== before.managedText) {
      stored.description = writeManagedBlock(stored.description, change.managedText);
    }
    if (JSON.stringify(toTicket(key, stored)) !== JSON.stringify(before)) touch(stored);
    return { kind: "done", ticket: toTicket(key, stored) };
  }

  function touch(stored: MemoryTicket): void {
    stored.revision += 1;
    stored.updatedAt = clock.now();
  }

  const tracker: MemoryTicketTracker = {
    capabilities: { parents: true, removal: true },
    tickets,
    calls,
    beforeCall: undefined,
    losesAnswer: undefined,

    edit(key, change) {
      const stored = tickets.get(key);
      if (stored === undefined) throw new Error(`no ticket ${key}`);
      change(stored);
      touch(stored);
    },

    async readTickets(keys, signal) {
      await Promise.resolve();
      const failed = begin({ method: "readTickets", keys }, signal);
      const read = (key: string): TicketReading => {
        if (failed !== undefined) return { kind: "unreadable", error: failed };
        if (!isTicketKey(system, key)) {
          return { kind: "unreadable", error: error("tracker/rejected", "This is not a key.") };
        }
        const stored = tickets.get(key);
        return stored === undefined
          ? { kind: "missing" }
          : { kind: "found", ticket: toTicket(key, stored) };
      };
      return new Map(keys.map((key) => [key, read(key)]));
    },

    async findByMarker(marker, signal) {
      await Promise.resolve();
      const failed = begin({ method: "findByMarker", keys: [] }, signal);
      if (failed !== undefined) return err(failed);
      const found = [...tickets].find(([, stored]) => stored.marker === marker);
      return ok(found === undefined ? undefined : toTicket(...found));
    },

    async createTicket(draft, signal) {
      await Promise.resolve();
      const call: TrackerCall = { method: "createTicket", keys: [] };
      const failed = begin(call, signal);
      return failed !== undefined ? { kind: "failed", error: failed } : finish(call, create(draft));
    },

    async updateTicket(key, change, expectedRevision, signal) {
      await Promise.resolve();
      const call: TrackerCall = { method: "updateTicket", keys: [key] };
      const failed = begin(call, signal);
      return failed !== undefined
        ? { kind: "failed", error: failed }
        : finish(call, update(key, change, expectedRevision));
    },

    async removeTicket(key, expectedRevision, signal) {
      await Promise.resolve();
      const failed = begin({ method: "removeTicket", keys: [key] }, signal);
      if (failed !== undefined) return err(failed);
      if (!isTicketKey(system, key)) return err(error("tracker/rejected", "This is not a key."));
      const stored = tickets.get(key);
      if (stored === undefined) return ok("missing");
      if (String(stored.revision) !== expectedRevision) return ok("stale");
      tickets.delete(key);
      return ok("removed");
    },
  };
  return tracker;
}

function error(code: TrackerError["code"], message: string): TrackerError {
  return { code, message: `${message} Nothing was changed.` };
}

function missing(key: string): TrackerError {
  return error("tracker/not-found", `There is no ticket ${key}.`);
}
