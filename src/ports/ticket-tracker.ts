import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Result } from "../core/kernel/result.ts";
import type {
  ChangedTickets,
  CommentDraft,
  CommentOutcome,
  CreateMarker,
  PullRequestDraft,
  Ticket,
  TicketChange,
  TicketClosing,
  TicketComment,
  TicketDraft,
  TicketListing,
  TicketReading,
  TrackerCapabilities,
  TrackerError,
  WorkflowDescription,
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

  /**
   * The newest key of the project, for `CreateMarker.after`; null where a look-up needs no hint.
   *
   * May be older than the truth, never newer.
   */
  newestKey(signal: CancelSignal): Promise<Result<string | null, TrackerError>>;

  /**
   * Finds the ticket that was made for an intent; undefined when there surely is none.
   *
   * Never by full-text search, which lags behind. Takes ten seconds at most; what is not sure by
   * then is an error.
   */
  findByMarker(
    marker: CreateMarker,
    signal: CancelSignal,
  ): Promise<Result<Ticket | undefined, TrackerError>>;

  /**
   * Creates tickets, in one request where the tracker has one for many.
   *
   * Shape:  up to `capabilities.createBatch` drafts; one outcome for each, in their order. A
   *         ticket that exists is `done`, also when it could not be moved to the wanted status:
   *         its status then is the one it has.
   * Errors: per draft. Never repeats by itself a request whose answer was lost.
   */
  createTickets(
    drafts: readonly TicketDraft[],
    signal: CancelSignal,
  ): Promise<readonly WriteOutcome[]>;

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

  /**
   * The states that each ticket can be moved to from where it is, its own included.
   *
   * Shape:  by key; null where nothing restricts the moves or nothing is known.
   */
  reachableStatuses(
    keys: readonly string[],
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, readonly string[] | null>>;

  /** Shows a pull request on a ticket, once. */
  linkPullRequest(
    key: string,
    pullRequest: PullRequestDraft,
    signal: CancelSignal,
  ): Promise<WriteOutcome>;

  /** Moves a ticket to a closing state and says why, in as few requests as the tracker allows. */
  closeTicket(
    key: string,
    closing: TicketClosing,
    expectedRevision: string,
    signal: CancelSignal,
  ): Promise<WriteOutcome>;

  /** The comments of one ticket, oldest first, as Markdown. */
  readComments(
    key: string,
    signal: CancelSignal,
  ): Promise<Result<readonly TicketComment[], TrackerError>>;

  postComment(key: string, comment: CommentDraft, signal: CancelSignal): Promise<CommentOutcome>;

  /** Keys of tickets of the project that changed since a moment; overlaps rather than misses. */
  changedSince(since: string, signal: CancelSignal): Promise<Result<ChangedTickets, TrackerError>>;

  /**
   * Lists the project's tickets that are not done or given up, a hundred or more in a request.
   *
   * Shape:  newest first, at least the newest 1,000; may name a ticket that was closed just now.
   * Errors: all of it; a list that broke off is no list.
   */
  listOpenTickets(signal: CancelSignal): Promise<Result<TicketListing, TrackerError>>;

  /** Asks the tracker who the credential belongs to; the answer is a name to show. */
  checkAccess(signal: CancelSignal): Promise<Result<string, TrackerError>>;

  /**
   * What tickets of the project can be.
   *
   * Shape:  `typesInUse` spares requests: other types are only named, their states and
   *         `requiredFields` may be empty. Absent: all types are described in full.
   */
  describeWorkflow(
    signal: CancelSignal,
    typesInUse?: readonly string[],
  ): Promise<Result<WorkflowDescription, TrackerError>>;

  /** Removes a ticket that is still at `expectedRevision`; present where `capabilities.removal`. */
  removeTicket?(
    key: string,
    expectedRevision: string,
    signal: CancelSignal,
  ): Promise<Result<"removed" | "missing" | "stale", TrackerError>>;
}
