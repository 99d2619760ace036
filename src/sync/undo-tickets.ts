import { t, textsBy } from "../core/kernel/texts.ts";
import { isTicketKey, ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import type { Ticket, TicketChange, TicketReading } from "../core/model/ticket.ts";
import { systemAt } from "../core/plan/connections.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { Application } from "./application.ts";
import type { TicketFields, TicketUndo } from "./run-record.ts";
import { fieldsLeft } from "./ticket-undo.ts";
import { undoCreated, type OpenTicket } from "./undo-created.ts";
import { kept, type Verdict, type Verdicts } from "./undo-verdict.ts";

/** Takes back what items wrote to tickets, one write a ticket, as long as it still is as they left it. */
export async function undoTickets(
  app: Application,
  undos: readonly TicketUndo[],
  closesCreated: boolean,
  verdicts: Verdicts,
): Promise<void> {
  const readings = await readAll(app, undos);
  for (const own of byTicket(undos)) {
    const [first] = own;
    if (first === undefined) continue;
    const opened = await open(app, first, readings.get(ticketId(first.ref)));
    if ("outcome" in opened) {
      for (const { item } of own) verdicts.set(item, opened);
      continue;
    }
    const created = own.find(({ before }) => before === null);
    if (created !== undefined) {
      // The other items of this ticket end with it.
      const verdict = await undoCreated(app, { ...opened, undo: created }, closesCreated);
      for (const { item } of own) verdicts.set(item, verdict);
    } else await restore(app, opened, own, verdicts);
  }
}

async function readAll(
  app: Application,
  undos: readonly TicketUndo[],
): Promise<ReadonlyMap<TicketId, TicketReading>> {
  const questions = undos.flatMap(({ ref, target, project }) => {
    const system = systemAt(app.config, { target, project });
    return system === null || !isTicketKey(ref.system, ref.key) ? [] : [{ system, ref }];
  });
  return app.trackers.read(questions);
}

function byTicket(undos: readonly TicketUndo[]): TicketUndo[][] {
  const tickets = new Map<string, TicketUndo[]>();
  for (const undo of undos) {
    const name = `${undo.target} ${ticketId(undo.ref)}`;
    tickets.set(name, [...(tickets.get(name) ?? []), undo]);
  }
  return [...tickets.values()];
}

async function open(
  app: Application,
  undo: TicketUndo,
  reading: TicketReading | undefined,
): Promise<OpenTicket | Verdict> {
  const system = systemAt(app.config, undo);
  const tracker = system === null ? undefined : await app.trackers.get(system);
  if (system === null || tracker === undefined) {
    return kept(t('The connection "{0}" is gone. Configure it again to undo this.', undo.target));
  }
  if (!tracker.ok) return { outcome: "failed", message: tracker.error.message };
  if (!isTicketKey(undo.ref.system, undo.ref.key)) return kept(t("Its key is not valid."));
  switch (reading?.kind) {
    case "found":
      return { tracker: tracker.value, system, undo, ticket: reading.ticket };
    case "missing":
      return undo.before === null
        ? { outcome: "done", message: t("The ticket that the sync created was gone already.") }
        : kept(t("The ticket is gone, so there is nothing to take back."));
    default:
      return {
        outcome: "failed",
        message: reading?.error.message ?? t("The ticket could not be read. Undo again later."),
      };
  }
}

/** Writes back the fields of those items whose fields nobody has touched since. */
async function restore(
  app: Application,
  { tracker, ticket }: OpenTicket,
  undos: readonly TicketUndo[],
  verdicts: Verdicts,
): Promise<void> {
  const possible: TicketUndo[] = [];
  for (const undo of undos) {
    const refused = refuse(undo, ticket);
    if (refused === null) possible.push(undo);
    else verdicts.set(undo.item, kept(refused));
  }
  const change = changeBack(app, tracker, possible);
  const end = (verdict: Verdict): void => {
    for (const { item } of possible) verdicts.set(item, verdict);
  };
  if (Object.keys(change).length === 0) {
    end({ outcome: "done", message: t("The ticket is as it was before the sync.") });
    return;
  }
  const { key } = ticket.ref;
  const outcome = await tracker.updateTicket(key, change, ticket.revision, app.run.signal);
  if (outcome.kind === "done") {
    app.tickets.set(ticketId(ticket.ref), outcome.ticket);
    end({ outcome: "done", message: t("The ticket is as it was before the sync.") });
  } else if (outcome.kind === "stale") {
    end(kept(t("It was changed just now and stays as it is. Undo again after a look at it.")));
  } else end({ outcome: outcome.kind, message: outcome.error.message });
}

/** Why the fields of an item cannot go back; null when they can. */
function refuse({ before, after, afterRevision }: TicketUndo, ticket: Ticket): string | null {
  if (after === null || before === null) {
    return ticket.revision === afterRevision ? null : movedOn();
  }
  const now = fieldsLeft(ticket, before);
  const moved = FIELDS.filter((field) => now[field] !== after[field]);
  if (moved.length > 0) {
    const names = moved
      .map((field) => fieldName(field))
      .reduce((one, other) => t("{0} and {1}", one, other));
    return t(
      "Its {0} changed after the sync, so it stays as it is. Change it by hand if needed.",
      names,
    );
  }
  if (before.managedText === null) {
    return t(
      "Canon's part of the description was new, and removing it could take along what people wrote. Remove it by hand if it is not wanted.",
    );
  }
  return null;
}

function movedOn(): string {
  return t("It was changed after the sync and stays as it is.");
}

const FIELDS = ["title", "managedText", "status", "parentKey"] as const;

const fieldName = textsBy<keyof TicketFields>({
  title: "title",
  managedText: "text",
  status: "status",
  parentKey: "parent",
});

function changeBack(
  app: Application,
  { capabilities: { texts, parents } }: TicketTracker,
  undos: readonly TicketUndo[],
): TicketChange {
  const before = undos.reduce<TicketFields>((all, undo) => ({ ...all, ...undo.before }), {});
  const { title, managedText, status, parentKey } = before;
  return {
    ...(texts && title !== undefined ? { title: app.redact(title).text } : {}),
    ...(texts && typeof managedText === "string"
      ? { managedText: app.redact(managedText).text }
      : {}),
    ...(parents && parentKey !== undefined ? { parentKey } : {}),
    ...(status === undefined ? {} : { status }),
  };
}
