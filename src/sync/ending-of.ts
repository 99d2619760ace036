import { t } from "../core/kernel/texts.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import type { CommentOutcome, WriteOutcome } from "../core/model/ticket.ts";
import type { Ending } from "./application.ts";

/** What a person reads where a ticket was not, or perhaps not, written to. */
export interface EndingWords {
  /** What to do about a ticket that somebody changed meanwhile. */
  readonly again: string;
  /** What is open after an answer was lost. */
  readonly unknown: string;
}

/** How an item ended that wrote to a ticket. */
export function endingOf(
  ticket: TicketId | null,
  outcome: WriteOutcome | CommentOutcome,
  { again, unknown }: EndingWords,
): Ending {
  switch (outcome.kind) {
    case "done":
    case "posted":
    case "already":
      return { outcome: "done", error: null, ticket };
    case "stale": {
      const error = t("The ticket changed during the run. It was not touched. {0}", again);
      return { outcome: "stale", error, ticket };
    }
    case "failed":
      return { outcome: "failed", error: outcome.error.message, ticket };
    case "unsure":
      return { outcome: "unsure", error: t("{0} {1}", outcome.error.message, unknown), ticket };
  }
}
