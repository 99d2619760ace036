import { ok } from "../core/kernel/result.ts";
import type {
  Ticket,
  TicketComment,
  TicketReading,
  TrackerError,
  WriteOutcome,
} from "../core/model/ticket.ts";
import type { Redactor } from "../core/redact/redact.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";

/**
 * A tracker whose tickets hold no credential any more.
 *
 * Here tickets come in, so that whatever shows, compares or keeps one cannot differ: lenses,
 * hovers, plans, `.canon/` and the specs themselves. Keys, revisions and types stay as they are.
 */
export function maskedTracker(tracker: TicketTracker, redact: Redactor): TicketTracker {
  const mask = new Mask(redact);
  return {
    capabilities: tracker.capabilities,
    readTickets: async (keys, signal) => {
      const readings = await tracker.readTickets(keys, signal);
      return new Map([...readings].map(([key, reading]) => [key, mask.reading(reading)]));
    },
    newestKey: (signal) => tracker.newestKey(signal),
    findByMarker: async (marker, signal) => {
      const found = await tracker.findByMarker(marker, signal);
      return found.ok && found.value !== undefined ? ok(mask.ticket(found.value)) : found;
    },
    createTickets: async (drafts, signal) =>
      (await tracker.createTickets(drafts, signal)).map((outcome) => mask.outcome(outcome)),
    updateTicket: async (key, change, revision, signal) =>
      mask.outcome(await tracker.updateTicket(key, change, revision, signal)),
    reachableStatuses: async (keys, signal) => {
      const reachable = await tracker.reachableStatuses(keys, signal);
      return new Map([...reachable].map(([key, names]) => [key, mask.names(names)]));
    },
    linkPullRequest: async (key, pullRequest, signal) =>
      mask.outcome(await tracker.linkPullRequest(key, pullRequest, signal)),
    closeTicket: async (key, closing, revision, signal) =>
      mask.outcome(await tracker.closeTicket(key, closing, revision, signal)),
    readComments: async (key, signal) => {
      const comments = await tracker.readComments(key, signal);
      return comments.ok ? ok(comments.value.map((comment) => mask.comment(comment))) : comments;
    },
    postComment: (key, comment, signal) => tracker.postComment(key, comment, signal),
    changedSince: (since, signal) => tracker.changedSince(since, signal),
    listOpenTickets: (signal) => tracker.listOpenTickets(signal),
    checkAccess: (signal) => tracker.checkAccess(signal),
    describeWorkflow: (signal, typesInUse) => tracker.describeWorkflow(signal, typesInUse),
    ...(tracker.removeTicket === undefined
      ? {}
      : { removeTicket: tracker.removeTicket.bind(tracker) }),
  };
}

/** The same for a ticket that was kept since it came in. */
export function maskedTicket(ticket: Ticket, redact: Redactor): Ticket {
  return new Mask(redact).ticket(ticket);
}

class Mask {
  readonly #redact: Redactor;

  constructor(redact: Redactor) {
    this.#redact = redact;
  }

  reading(reading: TicketReading): TicketReading {
    switch (reading.kind) {
      case "found":
        return { kind: "found", ticket: this.ticket(reading.ticket) };
      case "unreadable":
        return { kind: "unreadable", error: this.#error(reading.error) };
      case "missing":
        return reading;
    }
  }

  outcome(outcome: WriteOutcome): WriteOutcome {
    switch (outcome.kind) {
      case "done":
        return { kind: "done", ticket: this.ticket(outcome.ticket) };
      case "stale":
        return { kind: "stale", current: this.ticket(outcome.current) };
      case "failed":
      case "unsure":
        return { kind: outcome.kind, error: this.#error(outcome.error) };
    }
  }

  ticket(ticket: Ticket): Ticket {
    const { status, labels, pullRequests, lastComment } = ticket;
    return {
      ...ticket,
      url: this.#text(ticket.url),
      title: this.#text(ticket.title),
      managedText: this.#text(ticket.managedText),
      otherText: this.#text(ticket.otherText),
      status: { ...status, name: this.#text(status.name) },
      labels: labels.map((label) => this.#text(label)),
      assignee: this.#text(ticket.assignee),
      pullRequests: pullRequests.map(({ url, title }) => ({
        url: this.#text(url),
        title: this.#text(title),
      })),
      lastComment: lastComment === null ? null : this.comment(lastComment),
    };
  }

  comment({ author, at, text }: TicketComment): TicketComment {
    return { author: this.#text(author), at, text: this.#text(text) };
  }

  names(names: readonly string[] | null): readonly string[] | null {
    return names?.map((name) => this.#text(name)) ?? null;
  }

  #error({ code, message }: TrackerError): TrackerError {
    return { code, message: this.#text(message) };
  }

  #text<Text extends string | null>(text: Text): Text {
    return (text === null ? null : this.#redact(text).text) as Text;
  }
}
