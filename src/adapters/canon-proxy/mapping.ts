import type { SpecState } from "../../core/model/status.ts";
import type {
  StatusCategory,
  Ticket,
  TicketDraft,
  TicketStatus,
  WorkflowDescription,
} from "../../core/model/ticket.ts";
import { writeManagedBlock } from "../../core/model/managed-block.ts";
import type { ProxyPlace, ProxySystem } from "./place.ts";
import type { WireStatus } from "./wire.ts";

/**
 * What the server makes of Canon's words, whatever the workspace's own status map says.
 *
 * Source: the built-in maps of the Canon server.
 */
const NAMES: Readonly<Record<ProxySystem, Readonly<Record<SpecState, string>>>> = {
  jira: {
    draft: "Backlog",
    todo: "To Do",
    in_progress: "In Progress",
    done: "Done",
    blocked: "Blocked",
    deprecated: "Won't Do",
  },
  linear: {
    draft: "Backlog",
    todo: "Todo",
    in_progress: "In Progress",
    done: "Done",
    blocked: "In Progress",
    deprecated: "Canceled",
  },
  github: {
    draft: "open|canon:draft",
    todo: "open|canon:todo",
    in_progress: "open|canon:in-progress",
    done: "closed|canon:done",
    blocked: "open|canon:blocked",
    deprecated: "closed|canon:deprecated",
  },
};

const STATES: readonly SpecState[] = [
  "draft",
  "todo",
  "in_progress",
  "done",
  "blocked",
  "deprecated",
];

const CATEGORIES: Readonly<Record<SpecState, StatusCategory>> = {
  draft: "backlog",
  todo: "unstarted",
  in_progress: "started",
  done: "completed",
  blocked: "started",
  deprecated: "canceled",
};

/** The word to send for a status; undefined for one that the server cannot be asked for. */
export function stateNamed(system: ProxySystem, name: string): SpecState | undefined {
  const wanted = plain(name);
  // A state without a label asks for what the server writes there itself.
  if (system === "github" && wanted === "open") return "todo";
  if (system === "github" && wanted === "closed") return "done";
  return STATES.find((state) => plain(NAMES[system][state]) === wanted);
}

/** Tells whether a ticket has the status that the server writes for a word. */
export function isAt(system: ProxySystem, state: SpecState, status: TicketStatus): boolean {
  return plain(NAMES[system][state]) === plain(status.name);
}

/** The statuses that can be asked for, each name once. */
export function knownNames(system: ProxySystem): string[] {
  return [...new Set(STATES.map((state) => NAMES[system][state]))];
}

export function workflowOf(system: ProxySystem): WorkflowDescription {
  const states = knownNames(system).map((name) => {
    const state = stateNamed(system, name) ?? "todo";
    return { name, category: CATEGORIES[state] };
  });
  return { types: [{ name: null, states, requiredFields: [] }] };
}

/** What a ticket shows behind the server, which gives back its status and nothing else. */
export function toTicket(place: ProxyPlace, key: string, status: WireStatus): Ticket {
  return {
    ref: { system: place.system, key },
    url: null,
    title: "",
    managedText: null,
    otherText: null,
    status: toStatus(place.system, status),
    type: null,
    parentKey: null,
    labels: [],
    assignee: null,
    createdAt: null,
    updatedAt: null,
    revision: JSON.stringify([status.state, status.blockedBy, status.rawStatus]),
    pullRequests: [],
    lastComment: null,
  };
}

/** A new ticket whose status could not be read back: it has the one that was asked for. */
export function assumedStatus(system: ProxySystem, id: string, state: SpecState): WireStatus {
  const name = NAMES[system][state];
  return { id, state, blockedBy: null, rawStatus: name.split("|")[1] ?? name };
}

/** The description of a new ticket; on GitHub with the marks by which a direct sync knows it. */
export function descriptionOf(system: ProxySystem, draft: TicketDraft): string {
  if (system !== "github") return draft.managedText;
  return `${writeManagedBlock("", draft.managedText)}\n<!-- canon:intent:${draft.marker} -->\n`;
}

function toStatus(system: ProxySystem, { state, rawStatus }: WireStatus): TicketStatus {
  const isFallback = system === "jira" && state === "draft";
  const category = isFallback ? null : CATEGORIES[state];
  if (system !== "github" || /^(?:open|closed)$/i.test(rawStatus)) {
    return { name: system === "github" ? rawStatus.toLowerCase() : rawStatus, category };
  }
  // Of an issue with a label the server gives the label alone; its state follows from the word.
  const openness = state === "done" || state === "deprecated" ? "closed" : "open";
  return { name: plain(`${openness}|${rawStatus}`), category };
}

function plain(name: string): string {
  return name
    .trim()
    .replace(/\s+/g, " ")
    .replaceAll("\u2019", "'")
    .toLowerCase()
    .replace(/(^|\|)specwright:/, "$1canon:")
    .replace(/canon:in_progress$/, "canon:in-progress");
}
