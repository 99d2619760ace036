import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import type { Ticket, TrackerTarget } from "../core/model/ticket.ts";

/** A ticket as a connection showed it; `readAt` is ISO 8601, UTC, by this machine's clock. */
export interface KeptTicket {
  readonly ticket: Ticket;
  readonly readAt: string;
}

/**
 * What one connection's tickets were when they were last read, by their names in the workspace.
 *
 * `cursor` goes into `TicketTracker.changedSince`: of every ticket here that has changed since it
 * was read, that question tells. ISO 8601, UTC, by the tracker's clock or this machine's. When it
 * was found, it was `askedAt` by this machine's.
 */
export interface KeptTickets {
  readonly cursor: string;
  readonly askedAt: string;
  readonly tickets: ReadonlyMap<TicketId, KeptTicket>;
}

/**
 * Tickets that are kept between runs, so that the next one has to ask only for what changed.
 *
 * Safe to lose at any time. Holds texts of tickets, so it is as private as they are.
 */
export interface TicketMemory {
  /** How many tickets of a connection make it worth while; fewer are always read. */
  readonly worthFrom: number;

  /** Null where nothing was kept for this connection, account and build, or it cannot be read. */
  recall(connection: TrackerTarget, signal: CancelSignal): Promise<KeptTickets | null>;

  /** Its failure costs the next run time, and nothing else. */
  keep(connection: TrackerTarget, kept: KeptTickets, signal: CancelSignal): Promise<void>;
}
