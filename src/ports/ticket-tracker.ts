import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Result } from "../core/kernel/result.ts";
import type {
  Ticket,
  TicketChange,
  TicketDraft,
  TicketReading,
  TrackerCapabilities,
  TrackerError,
  WriteOutcome,
} from "../core/model/ticket.ts";

/**
 * One tracker, seen the same way whoever is behind it.
 *
 * No method rejects for an expected failure: a refused, lost or garbled answer is a value.
 */
export interface TicketTracker {
  readonly capabilities: TrackerCapabilities;

  /**
   * Reads many tickets in as few requests as the tracker allows.
   *
   * Shape:  one reading for each distinct key that was asked for.
   * Errors: per ticket; a failed request makes its tickets `unreadable`, never `missing`.
   */
  readTickets(
    keys: readonly string[],
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, TicketReading>>;

  /** Finds the ticket that was made for an intent; undefined when there surely is none. */
  findByMarker(
    marker: string,
    signal: CancelSignal,
  ): Promise<Result<Ticket | undefined, TrackerError>>;

  /** Creates one ticket. Never repeats by itself a request whose answer was lost. */
  createTicket(draft: TicketDraft, signal: CancelSignal): Promise<WriteOutcome>;

  /**
   * Changes the named fields of one ticket, if it still is at `expectedRevision`.
   *
   * Where a tracker has no conditional write, the adapter reads just before it writes.
   */
  updateTicket(
    key: string,
    change: TicketChange,
    expectedRevision: string,
    signal: CancelSignal,
  ): Promise<WriteOutcome>;

  /** Removes a ticket that is still at `expectedRevision`; present where `capabilities.removal`. */
  removeTicket?(
    key: string,
    expectedRevision: string,
    signal: CancelSignal,
  ): Promise<Result<"removed" | "missing" | "stale", TrackerError>>;
}
