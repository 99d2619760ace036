import type { CancelSignal } from "../core/kernel/cancel.ts";
import type { Result } from "../core/kernel/result.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";
import { t } from "../core/kernel/texts.ts";
import type { CommentOutcome, TicketComment, TrackerError } from "../core/model/ticket.ts";

/** What a design cycle wants to know of its ticket. All texts are untrusted. */
export interface CycleTicket {
  readonly key: string;
  readonly title: string;
  readonly url: string | null;
  /** The tracker's name for the workflow state. */
  readonly status: string;
}

/**
 * The way from a design cycle to one tracker, whether over its own interface or over MCP.
 *
 * No method rejects for an expected failure.
 */
export interface CycleConnection {
  readTicket(key: string, signal: CancelSignal): Promise<Result<CycleTicket, TrackerError>>;

  /** The comments of a ticket, newest first, as Markdown. */
  readComments(
    key: string,
    signal: CancelSignal,
  ): Promise<Result<readonly TicketComment[], TrackerError>>;

  /** Names of the workflow states that a ticket can be moved to, its own included. */
  readStatuses(key: string, signal: CancelSignal): Promise<Result<readonly string[], TrackerError>>;

  /** Moves a ticket that still has the status `from`; gives back the status that it has then. */
  move(
    key: string,
    from: string,
    to: string,
    signal: CancelSignal,
  ): Promise<Result<string, TrackerError>>;

  /**
   * Posts a comment once: one with the same marker, a UUID, is not posted again. Where no marker
   * can be kept beside a comment, one that begins with `opening` counts as the same.
   */
  postComment(
    key: string,
    comment: { readonly marker: string; readonly opening: SafeText; readonly text: SafeText },
    signal: CancelSignal,
  ): Promise<CommentOutcome>;
}

/** Why a ticket was not moved: it no longer had the status that somebody had seen. */
export function movedMeanwhile(key: string): TrackerError {
  return {
    code: "tracker/rejected",
    message: t(
      "The ticket {0} was changed meanwhile, so it was not moved. Complete the cycle again.",
      key,
    ),
  };
}
