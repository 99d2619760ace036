import type { TicketRef, WriteOutcome } from "../core/model/ticket.ts";
import { ticketId } from "../core/model/ticket.ts";
import type { CreateTicketItem, PlannedParent } from "../core/plan/plan.ts";
import { insertTicketLink } from "../core/spec/write-links.ts";
import { systemOf, type Application, type Ending } from "./application.ts";
import { closeIntent, openIntent } from "./journal.ts";

/**
 * Creates one ticket and links it.
 *
 * The intent is on disk before the request leaves and goes away only when the link is in the
 * saved file; whatever dies or is thrown away in between, the next run finds the ticket by the
 * intent's id.
 */
export async function applyCreate(app: Application, item: CreateTicketItem): Promise<Ending> {
  const system = systemOf(app.config, item);
  const tracker = system === undefined ? undefined : app.trackers.get(system);
  if (system === undefined || tracker === undefined) {
    return failed(`The connection "${item.target}" is no longer configured. Nothing was created.`);
  }
  if (!tracker.ok) return failed(tracker.error.message);

  const intentId = app.clock.newId();
  const { file, sectionId, target, project } = item;
  const { title } = item.draft;
  const intent = {
    version: 1 as const,
    intentId,
    file,
    sectionId,
    title,
    target,
    project,
    at: app.clock.now(),
  };
  const opened = await openIntent(app.files, intent);
  if (!opened.ok) return failed(`Nothing was created, because ${lower(opened.error.message)}`);

  const { parent, ...draft } = item.draft;
  const outcome = await tracker.value.createTicket(
    { ...draft, marker: intentId, parentKey: parentKey(app, parent) },
    app.run.signal,
  );
  if (outcome.kind !== "done") return notCreated(app, intentId, outcome);

  const { ticket } = outcome;
  const id = ticketId(ticket.ref);
  app.tickets.set(id, ticket);
  app.made.set(item.id, ticket.ref.key);
  app.undos.push({
    target,
    project,
    ref: ticket.ref,
    file,
    sectionId,
    before: null,
    afterRevision: ticket.revision,
  });
  return writeLink(app, item, ticket.ref, intentId);
}

async function writeLink(
  app: Application,
  item: CreateTicketItem,
  ref: TicketRef,
  intentId: string,
): Promise<Ending> {
  const id = ticketId(ref);
  const link = (doc: Parameters<typeof insertTicketLink>[0]) =>
    insertTicketLink(doc, item.sectionIndex, ref);
  const written = await app.specFiles.edit(item.file, [link]);
  if (written.kind === "done") {
    if (!written.isUnsaved) await closeIntent(app.files, intentId);
    return { outcome: "done", error: null, ticket: id };
  }
  const error = `The ticket ${ref.key} was created, but its link could not be written: ${written.error} The next sync writes the link and creates nothing.`;
  return { outcome: "failed", error, ticket: id };
}

/** A refused create leaves nothing to look up; a lost answer does. */
async function notCreated(
  app: Application,
  intentId: string,
  outcome: Exclude<WriteOutcome, { kind: "done" }>,
): Promise<Ending> {
  if (outcome.kind === "unsure") {
    const error = `${outcome.error.message} Whether the ticket was created is not known; the next sync looks it up before anything is created.`;
    return { outcome: "unsure", error, ticket: null };
  }
  await closeIntent(app.files, intentId);
  return failed(
    outcome.kind === "stale" ? "The tracker refused the ticket." : outcome.error.message,
  );
}

function parentKey(app: Application, parent: PlannedParent | null): string | null {
  if (parent === null) return null;
  return parent.kind === "ticket" ? parent.key : (app.made.get(parent.itemId) ?? null);
}

function failed(error: string): Ending {
  return { outcome: "failed", error, ticket: null };
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
