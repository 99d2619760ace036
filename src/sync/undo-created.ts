import type { SystemConfig } from "../core/config/config.ts";
import { ticketStatusFor } from "../core/config/status-map.ts";
import { t } from "../core/kernel/texts.ts";
import type { Ticket, WriteOutcome } from "../core/model/ticket.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { Application } from "./application.ts";
import type { TicketUndo } from "./run-record.ts";
import { kept, type Verdict } from "./undo-verdict.ts";

/** A ticket that a run wrote to, opened for taking that back. */
export interface OpenTicket {
  readonly tracker: TicketTracker;
  readonly system: SystemConfig;
  readonly undo: TicketUndo;
  readonly ticket: Ticket;
}

/**
 * Takes a ticket back that a run created: removed where the tracker allows it, else closed with a
 * note if the person said so, else left alone together with its link.
 *
 * The link must not go alone: the next sync would create a second ticket for the section.
 */
export async function undoCreated(
  app: Application,
  open: OpenTicket,
  closesCreated: boolean,
): Promise<Verdict> {
  const { ticket, undo } = open;
  if (ticket.revision !== undo.afterRevision) {
    return kept(
      t(
        "Somebody changed the ticket after the sync, so the ticket and its link stay. Close it by hand and unlink the section if it is not wanted.",
      ),
    );
  }
  if (open.tracker.removeTicket !== undefined) return remove(app, open);
  if (closesCreated) return close(app, open);
  return {
    outcome: "skipped",
    canClose: true,
    message: t(
      "This tracker cannot remove tickets, so the ticket and its link stay. Undo it once more and let Canon close the ticket, or close it by hand and unlink the section.",
    ),
  };
}

async function remove(app: Application, { tracker, ticket, undo }: OpenTicket): Promise<Verdict> {
  const { key } = ticket.ref;
  const removed = await tracker.removeTicket?.(key, undo.afterRevision, app.run.signal);
  if (removed?.ok === false) return { outcome: "failed", message: removed.error.message };
  if (removed?.value === "stale") {
    return kept(t("Somebody changed the ticket just now, so the ticket and its link stay."));
  }
  return { outcome: "done", message: t("The ticket that the sync created was removed.") };
}

/** Trackers differ in what they call a ticket that nobody needs; a finished one will do. */
async function close(app: Application, open: OpenTicket): Promise<Verdict> {
  const { system } = open;
  let outcome: WriteOutcome | undefined;
  for (const state of ["deprecated", "done"] as const) {
    outcome = await closeAs(app, open, ticketStatusFor(system, state));
    if (outcome.kind !== "failed" || outcome.error.code !== "tracker/no-transition") break;
  }
  switch (outcome?.kind) {
    case "done":
      return {
        outcome: "done",
        message: t(
          'The ticket that the sync created was closed as "{0}".',
          outcome.ticket.status.name,
        ),
      };
    case "failed":
    case "unsure":
      return { outcome: outcome.kind, message: outcome.error.message };
    default:
      return kept(t("Somebody changed the ticket just now, so the ticket and its link stay."));
  }
}

function closeAs(
  app: Application,
  { tracker, ticket, undo }: OpenTicket,
  status: string,
): Promise<WriteOutcome> {
  const { key } = ticket.ref;
  const { signal } = app.run;
  if (!tracker.capabilities.comments) {
    return tracker.updateTicket(key, { status }, undo.afterRevision, signal);
  }
  const { text } = app.redact("Canon closed this ticket: the sync that created it was undone.");
  const comment = { marker: app.clock.newId(), text };
  const closing = { status, comment, pullRequest: null };
  return tracker.closeTicket(key, closing, undo.afterRevision, signal);
}
