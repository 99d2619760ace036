import { t } from "../kernel/texts.ts";
import { numberedTitle } from "../model/numbered-title.ts";
import { ticketId, type TicketId, type TicketRef } from "../model/ticket-ref.ts";
import type { Ticket } from "../model/ticket.ts";
import type { LinkSuggestion, PlaceSuggestion, Suggestions } from "../plan/suggest-places.ts";
import { plainLine } from "./plain-text.ts";
import { ticketStatusLabel } from "./status-words.ts";

/** A ticket without a section as a list shows it. All texts are fit for one line of the editor. */
export interface TriageRow {
  readonly id: TicketId;
  readonly key: string;
  readonly title: string;
  readonly status: string;
  /** Where the ticket may belong, in words. */
  readonly hint: string;
}

/** One row for each ticket, in their order. */
export function triageRows(
  tickets: readonly {
    readonly ref: TicketRef;
    readonly ticket: Ticket;
    readonly suggestions: Suggestions;
  }[],
): TriageRow[] {
  return tickets.map(({ ref, ticket, suggestions }) => ({
    id: ticketId(ref),
    key: plainLine(ref.key, 60),
    title: plainLine(ticket.title, 100),
    status: plainLine(ticketStatusLabel(ticket.status.name), 40),
    hint: hintOf(suggestions),
  }));
}

/** `Perhaps 3.1 Key Generation`, or where a new section would stand. */
function hintOf({ links: [best], place }: Suggestions): string {
  if (best !== undefined) return t("Perhaps {0}", linkWords(best));
  if (place === null) return "";
  const file = nameOf(place.spec.file);
  return place.after === null
    ? plainLine(t("A new section at the end of {0}", file), 134)
    : t("A new section behind {0}", linkWords({ spec: place.spec, section: place.after }));
}

/** `3.1 Key Generation in payments.md`. */
export function linkWords({ spec, section }: Pick<LinkSuggestion, "spec" | "section">): string {
  return plainLine(t("{0} in {1}", numberedTitle(section), nameOf(spec.file)), 120);
}

/** `behind 3 Retry in payments.md`. */
export function placeWords({ spec, after }: Pick<PlaceSuggestion, "spec" | "after">): string {
  if (after === null) return plainLine(t("at the end of {0}", nameOf(spec.file)), 120);
  return t("behind {0}", linkWords({ spec, section: after }));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
