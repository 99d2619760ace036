import { err, ok } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import type { Ticket, TrackerError } from "../core/model/ticket.ts";
import {
  movedMeanwhile,
  type CycleConnection,
  type CycleTicket,
} from "../ports/cycle-connection.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";

/** A configured tracker as a design cycle uses it. */
export function trackerConnection(tracker: TicketTracker): CycleConnection {
  return new TrackerConnection(tracker);
}

class TrackerConnection implements CycleConnection {
  readonly #tracker: TicketTracker;

  constructor(tracker: TicketTracker) {
    this.#tracker = tracker;
  }

  async readTicket(
    ...[key, signal]: Parameters<CycleConnection["readTicket"]>
  ): ReturnType<CycleConnection["readTicket"]> {
    const ticket = await this.#read(key, signal);
    return ticket.ok ? ok(toCycleTicket(key, ticket.value)) : ticket;
  }

  async readComments(
    ...[key, signal]: Parameters<CycleConnection["readComments"]>
  ): ReturnType<CycleConnection["readComments"]> {
    const comments = await this.#tracker.readComments(key, signal);
    return comments.ok ? ok(comments.value.toReversed()) : comments;
  }

  async readStatuses(
    ...[key, signal]: Parameters<CycleConnection["readStatuses"]>
  ): ReturnType<CycleConnection["readStatuses"]> {
    const reachable = (await this.#tracker.reachableStatuses([key], signal)).get(key) ?? null;
    if (reachable !== null) return ok(reachable);
    const workflow = await this.#tracker.describeWorkflow(signal);
    if (!workflow.ok) return workflow;
    const names = workflow.value.types.flatMap(({ states }) => states.map(({ name }) => name));
    return ok([...new Set(names)]);
  }

  async move(
    ...[key, from, to, signal]: Parameters<CycleConnection["move"]>
  ): ReturnType<CycleConnection["move"]> {
    const ticket = await this.#read(key, signal);
    if (!ticket.ok) return ticket;
    if (ticket.value.status.name !== from) return err(movedMeanwhile(key));
    const { revision } = ticket.value;
    const outcome = await this.#tracker.updateTicket(key, { status: to }, revision, signal);
    if (outcome.kind === "done") return ok(outcome.ticket.status.name);
    return err(outcome.kind === "stale" ? movedMeanwhile(key) : outcome.error);
  }

  postComment(
    ...[key, comment, signal]: Parameters<CycleConnection["postComment"]>
  ): ReturnType<CycleConnection["postComment"]> {
    return this.#tracker.postComment(key, comment, signal);
  }

  async #read(key: string, signal: Parameters<CycleConnection["readTicket"]>[1]) {
    const reading = (await this.#tracker.readTickets([key], signal)).get(key);
    if (reading?.kind === "found") return ok(reading.ticket);
    return err(reading?.kind === "unreadable" ? reading.error : missing(key));
  }
}

function toCycleTicket(key: string, { title, url, status }: Ticket): CycleTicket {
  return { key, title, url, status: status.name };
}

function missing(key: string): TrackerError {
  return {
    code: "tracker/not-found",
    message: t("The tracker has no ticket {0}. Correct the link of the cycle.", key),
  };
}
