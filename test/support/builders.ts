import { NEVER_CANCELLED } from "../../src/core/kernel/cancel.ts";
import type { SafeText } from "../../src/core/kernel/safe-text.ts";
import type {
  CreateMarker,
  Ticket,
  TicketDraft,
  TrackerTarget,
  WriteOutcome,
} from "../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../src/ports/ticket-tracker.ts";
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
    otherText: "",
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
    marker: "6f1d3c7a-0b5e-4f7c-9d2a-8c1e5b4a3f20",
    title: safe("Key generation"),
    managedText: safe("Keys are made from the request."),
    status: "todo",
    type: null,
    parentKey: null,
    labels: [],
    ...parts,
  };
}

/** Creates one ticket that names only what matters to a test. */
export async function createTicket(
  tracker: TicketTracker,
  parts: Partial<TicketDraft> = {},
): Promise<WriteOutcome> {
  const [outcome, ...more] = await tracker.createTickets([aDraft(parts)], NEVER_CANCELLED);
  if (outcome === undefined || more.length > 0) throw new Error("one draft, one outcome");
  return outcome;
}

/** The marker of a create that began just now; `after` only where a test needs it. */
export function aMarker(id: string, parts: Partial<CreateMarker> = {}): CreateMarker {
  return { id, since: "2026-01-05T10:00:00.000Z", after: null, ...parts };
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
