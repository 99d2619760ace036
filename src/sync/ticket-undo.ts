import { hashText } from "../core/kernel/hash.ts";
import type { Ticket } from "../core/model/ticket.ts";
import type { TicketRef } from "../core/model/ticket-ref.ts";
import type { PlanItem } from "../core/plan/plan.ts";
import type { Application } from "./application.ts";
import type { TicketFields, TicketUndo } from "./run-record.ts";

/** Notes a ticket that an item created; `ref` names it alone in the workspace. */
export function rememberCreated(
  app: Application,
  item: PlanItem,
  ref: TicketRef,
  { revision }: Ticket,
): void {
  remember(app, item, { ref, before: null, after: null, afterRevision: revision });
}

/** Notes what an item changed in a ticket: the fields that differ between the two readings. */
export function rememberChanged(
  app: Application,
  item: PlanItem,
  ref: TicketRef,
  was: Ticket,
  is: Ticket,
): void {
  const { redact } = app;
  const before: TicketFields = {
    ...(was.title === is.title ? {} : { title: redact(was.title).text }),
    ...(was.managedText === is.managedText
      ? {}
      : { managedText: was.managedText === null ? null : redact(was.managedText).text }),
    ...(was.status.name === is.status.name ? {} : { status: was.status.name }),
    ...(was.parentKey === is.parentKey ? {} : { parentKey: was.parentKey }),
  };
  const after = fieldsLeft(is, before);
  remember(app, item, { ref, before, after, afterRevision: is.revision });
}

/** The named fields as they stand in a ticket, texts as hashes, to be compared later. */
export function fieldsLeft(ticket: Ticket, named: TicketFields): TicketFields {
  const { title, managedText, status, parentKey } = ticket;
  return {
    ...(named.title === undefined ? {} : { title: hashText(title) }),
    ...(named.managedText === undefined
      ? {}
      : { managedText: managedText === null ? null : hashText(managedText) }),
    ...(named.status === undefined ? {} : { status: status.name }),
    ...(named.parentKey === undefined ? {} : { parentKey }),
  };
}

/** All notes of one ticket with the revision that the last of them left, for a record. */
export function withLastRevisions(undos: readonly TicketUndo[]): TicketUndo[] {
  const nameOf = ({ target, ref }: TicketUndo): string => `${target} ${ref.system}:${ref.key}`;
  const last = new Map(undos.map((one) => [nameOf(one), one.afterRevision]));
  return undos.map((one) => ({
    ...one,
    afterRevision: last.get(nameOf(one)) ?? one.afterRevision,
  }));
}

function remember(
  app: Application,
  { id, target, project, file, sectionId }: PlanItem,
  undo: Pick<TicketUndo, "ref" | "before" | "after" | "afterRevision">,
): void {
  app.undos.push({ item: id, target, project, file, sectionId, ...undo });
}
