import type { CancelSignal } from "../../src/core/kernel/cancel.ts";
import { err, ok } from "../../src/core/kernel/result.ts";
import {
  readAroundBlock,
  readManagedBlock,
  writeManagedBlock,
} from "../../src/core/model/managed-block.ts";
import { isTicketKey, type SystemName } from "../../src/core/model/ticket-ref.ts";
import type {
  PullRequestDraft,
  StatusCategory,
  Ticket,
  TicketChange,
  TicketComment,
  TicketDraft,
  TicketReading,
  TicketStatus,
  TrackerCapabilities,
  TrackerError,
  WorkflowType,
  WriteOutcome,
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
  pullRequests: readonly { readonly url: string; readonly title: string | null }[];
  readonly comments: (TicketComment & { readonly marker: string | null })[];
  readonly type: string | null;
  readonly labels: readonly string[];
  readonly marker: string;
  readonly createdAt: string;
  updatedAt: string;
  revision: number;
}

/** One call of the port, for tests that count or order them. */
export interface TrackerCall {
  readonly method: Exclude<keyof TicketTracker, "capabilities">;
  readonly keys: readonly string[];
  /** How many tickets it creates. */
  readonly drafts?: number;
}

export interface MemoryTicketTracker extends TicketTracker {
  readonly tickets: Map<string, MemoryTicket>;
  readonly calls: TrackerCall[];
  /** Called before each call; an error makes that call fail. */
  beforeCall: ((call: TrackerCall, n: number) => TrackerError | undefined) | undefined;
  /** Called once a write is done; `true` loses the answer on its way back. */
  losesAnswer: ((call: TrackerCall, n: number) => boolean) | undefined;
  /** Where new tickets stay, as when their move to the wanted state was refused. */
  stuckAt: string | undefined;
  /** The states that a ticket can be moved to from one; undefined: all. */
  movesFrom: ((status: string) => readonly string[]) | undefined;
  /** A person changes a ticket in the tracker. */
  edit(key: string, change: (ticket: MemoryTicket) => void): void;
}

export interface MemoryTrackerOptions {
  readonly system?: SystemName;
  /** What stands before the dash in a key; empty where keys are bare numbers. */
  readonly prefix?: string;
  readonly states?: ReadonlyMap<string, StatusCategory | null>;
  readonly clock?: Clock;
  readonly capabilities?: Partial<TrackerCapabilities>;
  /** The ticket types of the project; absent: one without a name. */
  readonly types?: readonly WorkflowType[];
  /** How the tracker gives back the Markdown that it was given. */
  readonly spells?: (markdown: string) => string;
}

/** The states of a small Jira project. */
export const JIRA_STATES: ReadonlyMap<string, StatusCategory | null> = new Map([
  ["Backlog", "unstarted"],
  ["To Do", "unstarted"],
  ["In Progress", "started"],
  ["Done", "completed"],
  ["Won't Do", "completed"],
]);

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
    spells = (markdown: string): string => markdown,
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
    const managedText = readManagedBlock(stored.description);
    return {
      ref: { system, key },
      url: null,
      title: stored.title,
      managedText: managedText === null ? null : spells(managedText),
      otherText: readAroundBlock(stored.description),
      status: statusOf(stored.status) ?? { name: stored.status, category: null },
      type: stored.type,
      parentKey: stored.parentKey,
      labels: stored.labels,
      assignee: null,
      createdAt: stored.createdAt,
      updatedAt: stored.updatedAt,
      revision: String(stored.revision),
      pullRequests: stored.pullRequests,
      lastComment: stored.comments.map(toComment).at(-1) ?? null,
    };
  }

  function refuse(change: TicketChange, key: string | null): TrackerError | undefined {
    const { status, parentKey } = change;
    if (status !== undefined && !mayMove(key, status)) {
      return error("tracker/no-transition", `There is no way to the status "${status}".`);
    }
    if (parentKey === undefined || parentKey === null) return undefined;
    if (parentKey === key || !isTicketKey(system, parentKey)) {
      return error("tracker/rejected", "This parent is not possible.");
    }
    return tickets.has(parentKey)
      ? undefined
      : error("tracker/not-found", `There is no ticket ${parentKey}.`);
  }

  function mayMove(key: string | null, status: string): boolean {
    const from = key === null ? undefined : tickets.get(key)?.status;
    const reachable = from === undefined ? undefined : tracker.movesFrom?.(from);
    const isThere = statusOf(status) !== undefined;
    const isNear = [from, ...(reachable ?? [])].some((one) => isSameWord(one, status));
    return isThere && (reachable === undefined || isNear);
  }

  function create(draft: TicketDraft): WriteOutcome {
    const refused = refuse(draft, null);
    if (refused !== undefined) return { kind: "failed", error: refused };
    lastNumber += 1;
    const key = prefix === "" ? String(lastNumber) : `${prefix}-${lastNumber}`;
    const stored: MemoryTicket = {
      title: draft.title,
      description: writeManagedBlock("", draft.managedText),
      status: tracker.stuckAt ?? draft.status,
      parentKey: draft.parentKey,
      pullRequests: [],
      comments: [],
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
    const stored = storedAt(key);
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

  function link(key: string, { url, title }: PullRequestDraft): WriteOutcome {
    const stored = storedAt(key);
    if (stored === undefined) return { kind: "failed", error: missing(key) };
    if (!stored.pullRequests.some((one) => one.url === url)) {
      stored.pullRequests = [...stored.pullRequests, { url, title }];
      touch(stored);
    }
    return { kind: "done", ticket: toTicket(key, stored) };
  }

  /** Tells whether there was something to post. */
  function post(stored: MemoryTicket, { marker, text }: { marker: string; text: string }): boolean {
    if (stored.comments.some((one) => one.marker === marker)) return false;
    stored.comments.push({ author: "Canon", at: clock.now(), text, marker });
    touch(stored);
    return true;
  }

  function storedAt(key: string): MemoryTicket | undefined {
    return isTicketKey(system, key) ? tickets.get(key) : undefined;
  }

  function touch(stored: MemoryTicket): void {
    stored.revision += 1;
    stored.updatedAt = clock.now();
  }

  const tracker: MemoryTicketTracker = {
    capabilities: {
      texts: true,
      comments: true,
      changes: true,
      listing: true,
      createBatch: 1,
      parents: true,
      removal: true,
      ...options.capabilities,
    },
    tickets,
    calls,
    beforeCall: undefined,
    losesAnswer: undefined,
    stuckAt: undefined,
    movesFrom: undefined,

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

    async newestKey(signal) {
      await Promise.resolve();
      const failed = begin({ method: "newestKey", keys: [] }, signal);
      return failed === undefined ? ok([...tickets.keys()].at(-1) ?? null) : err(failed);
    },

    async findByMarker({ id }, signal) {
      await Promise.resolve();
      const failed = begin({ method: "findByMarker", keys: [] }, signal);
      if (failed !== undefined) return err(failed);
      const found = [...tickets].find(([, stored]) => stored.marker === id);
      return ok(found === undefined ? undefined : toTicket(...found));
    },

    async createTickets(drafts, signal) {
      await Promise.resolve();
      const call: TrackerCall = { method: "createTickets", keys: [], drafts: drafts.length };
      const failed = begin(call, signal);
      return drafts.map((draft) =>
        failed !== undefined ? { kind: "failed", error: failed } : finish(call, create(draft)),
      );
    },

    async updateTicket(key, change, expectedRevision, signal) {
      await Promise.resolve();
      const call: TrackerCall = { method: "updateTicket", keys: [key] };
      const failed = begin(call, signal);
      return failed !== undefined
        ? { kind: "failed", error: failed }
        : finish(call, update(key, change, expectedRevision));
    },

    async reachableStatuses(keys, signal) {
      await Promise.resolve();
      const failed = begin({ method: "reachableStatuses", keys }, signal);
      return new Map(
        keys.map((key) => {
          const status = tickets.get(key)?.status;
          if (failed !== undefined || status === undefined) return [key, null];
          const moves = tracker.movesFrom?.(status);
          return [key, moves === undefined ? null : [status, ...moves]];
        }),
      );
    },

    async linkPullRequest(key, pullRequest, signal) {
      await Promise.resolve();
      const call: TrackerCall = { method: "linkPullRequest", keys: [key] };
      const failed = begin(call, signal);
      return failed !== undefined
        ? { kind: "failed", error: failed }
        : finish(call, link(key, pullRequest));
    },

    async closeTicket(key, { status, comment, pullRequest }, expectedRevision, signal) {
      await Promise.resolve();
      const call: TrackerCall = { method: "closeTicket", keys: [key] };
      const failed = begin(call, signal);
      if (failed !== undefined) return { kind: "failed", error: failed };
      const moved = update(key, { status }, expectedRevision);
      const stored = storedAt(key);
      if (moved.kind !== "done" || stored === undefined) return moved;
      post(stored, comment);
      if (pullRequest !== null) link(key, pullRequest);
      return finish(call, { kind: "done", ticket: toTicket(key, stored) });
    },

    async readComments(key, signal) {
      await Promise.resolve();
      const failed = begin({ method: "readComments", keys: [key] }, signal);
      const stored = storedAt(key);
      if (failed !== undefined || stored === undefined) return err(failed ?? missing(key));
      return ok(stored.comments.map(toComment));
    },

    async postComment(key, comment, signal) {
      await Promise.resolve();
      const call: TrackerCall = { method: "postComment", keys: [key] };
      const failed = begin(call, signal);
      const stored = storedAt(key);
      if (failed !== undefined || stored === undefined) {
        return { kind: "failed", error: failed ?? missing(key) };
      }
      const isNew = post(stored, comment);
      const outcome = finish(call, { kind: "done", ticket: toTicket(key, stored) });
      return outcome.kind === "unsure" ? outcome : { kind: isNew ? "posted" : "already" };
    },

    async changedSince(since, signal) {
      await Promise.resolve();
      const failed = begin({ method: "changedSince", keys: [] }, signal);
      if (failed !== undefined) return err(failed);
      const changed = [...tickets].filter(([, stored]) => stored.updatedAt >= since);
      return ok({ keys: changed.map(([key]) => key), until: clock.now(), isComplete: true });
    },

    async listOpenTickets(signal) {
      await Promise.resolve();
      const failed = begin({ method: "listOpenTickets", keys: [] }, signal);
      if (failed !== undefined) return err(failed);
      const open = [...tickets].filter(([, { status }]) => {
        const category = statusOf(status)?.category;
        return category !== "completed" && category !== "canceled";
      });
      return ok({ keys: open.map(([key]) => key).reverse(), isComplete: true });
    },

    async checkAccess(signal) {
      await Promise.resolve();
      const failed = begin({ method: "checkAccess", keys: [] }, signal);
      return failed === undefined ? ok("Ada Lovelace") : err(failed);
    },

    async describeWorkflow(signal) {
      await Promise.resolve();
      const failed = begin({ method: "describeWorkflow", keys: [] }, signal);
      if (failed !== undefined) return err(failed);
      const all = [...states].map(([name, category]) => ({ name, category }));
      const plain = [{ name: null, states: all, requiredFields: [] }];
      return ok({ types: options.types ?? plain });
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

function isSameWord(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

function toComment({ author, at, text }: TicketComment): TicketComment {
  return { author, at, text };
}

function error(code: TrackerError["code"], message: string): TrackerError {
  return { code, message: `${message} Nothing was changed.` };
}

function missing(key: string): TrackerError {
  return error("tracker/not-found", `There is no ticket ${key}.`);
}
