import type { SafeText } from "../../src/core/kernel/safe-text.ts";
import type { Ticket, TicketDraft, TrackerTarget } from "../../src/core/model/ticket.ts";
import { redact } from "../../src/core/redact/redact.ts";

export function safe(text: string): SafeText {
  return redact(text).text;
}

/** A ticket that names only what matters to a test. */
export function aTicket(parts: Partial<Ticket> = {}): Ticket {
  return {
    ref: { system: "local", key: "LOCAL-1" },
    url: null,
    title: "Key generation",
    managedText: "Keys are made from the request.",
    status: { name: "todo", category: "unstarted" },
    type: null,
    parentKey: null,
    labels: [],
    assignee: null,
    createdAt: "2026-01-05T10:00:00.000Z",
    updatedAt: "2026-01-05T10:00:00.000Z",
    revision: "1",
    pullRequests: [],
    lastComment: null,
    ...parts,
  };
}

export function aDraft(parts: Partial<TicketDraft> = {}): TicketDraft {
  return {
    marker: "canon-intent-1",
    title: safe("Key generation"),
    managedText: safe("Keys are made from the request."),
    status: "todo",
    type: null,
    parentKey: null,
    labels: [],
    ...parts,
  };
}

export function aTarget(parts: Partial<TrackerTarget> = {}): TrackerTarget {
  return {
    name: "primary",
    system: "local",
    project: null,
    host: null,
    extraStates: [],
    ...parts,
  };
}
