import { t } from "../core/kernel/texts.ts";
import { parseTicketId, ticketId, type TicketRef } from "../core/model/ticket-ref.ts";
import type { Ticket, TicketChange } from "../core/model/ticket.ts";
import type {
  LinkParentItem,
  PlanItem,
  TransitionTicketItem,
  UpdateTicketItem,
} from "../core/plan/plan.ts";
import { systemAt } from "../core/plan/connections.ts";
import type { Application, Ending } from "./application.ts";
import { endingOf, type EndingWords } from "./ending-of.ts";
import { rememberChanged } from "./ticket-undo.ts";

type TicketChangeItem = UpdateTicketItem | TransitionTicketItem | LinkParentItem;

export function isTicketChange(item: PlanItem): item is TicketChangeItem {
  return (
    item.kind === "update-ticket" ||
    item.kind === "transition-ticket" ||
    item.kind === "link-parent"
  );
}

/** Changes one ticket, on the condition that it still is what this run last saw. */
export async function applyTicketChange(app: Application, item: TicketChangeItem): Promise<Ending> {
  const system = systemAt(app.config, item);
  const ref = item.ticket === null ? undefined : parseTicketId(item.ticket);
  const ticket = item.ticket === null ? undefined : app.tickets.get(item.ticket);
  const tracker = system === null ? undefined : await app.trackers.get(system);
  if (ref === undefined || ticket === undefined || tracker === undefined) {
    const error = t(
      'The connection "{0}" is no longer configured. Nothing was changed.',
      item.target,
    );
    return { outcome: "failed", error, ticket: item.ticket };
  }
  if (!tracker.ok) return { outcome: "failed", error: tracker.error.message, ticket: item.ticket };
  const change = changeOf(app, item);
  if (change === null) {
    const error = t("The parent's ticket was not created, so it was not linked. Sync again.");
    return { outcome: "skipped", error, ticket: item.ticket };
  }
  const { signal } = app.run;
  const outcome = await tracker.value.updateTicket(ref.key, change, ticket.revision, signal);
  if (outcome.kind === "done") remember(app, item, ref, ticket, outcome.ticket);
  return endingOf(item.ticket, outcome, endingWords());
}

function changeOf(app: Application, item: TicketChangeItem): TicketChange | null {
  switch (item.kind) {
    case "update-ticket":
      return redacted(app, item.change);
    case "transition-ticket":
      return { status: item.status };
    case "link-parent": {
      const { parent } = item;
      if (parent === null) return { parentKey: null };
      const key = parent.kind === "ticket" ? parent.key : app.made.get(parent.itemId);
      return key === undefined ? null : { parentKey: key };
    }
  }
}

/** Credentials may have become known since the texts were planned. */
function redacted(
  { redact }: Application,
  { title, managedText }: UpdateTicketItem["change"],
): TicketChange {
  return {
    ...(title === undefined ? {} : { title: redact(title).text }),
    ...(managedText === undefined ? {} : { managedText: redact(managedText).text }),
  };
}

function remember(
  app: Application,
  item: TicketChangeItem,
  ref: TicketRef,
  was: Ticket,
  is: Ticket,
): void {
  const id = ticketId(ref);
  app.tickets.set(id, is);
  if (item.kind === "update-ticket" && item.change.managedText !== undefined) app.written.add(id);
  rememberChanged(app, item, ref, was, is);
}

function endingWords(): EndingWords {
  return {
    again: t("Sync again."),
    unknown: t("Whether the ticket changed is not known; the next sync looks."),
  };
}
