import type { SystemConfig } from "../core/config/config.ts";
import { englishOf, t } from "../core/kernel/texts.ts";
import { formatSpecStatus } from "../core/model/status.ts";
import type { TicketDraft, TrackerError, WriteOutcome } from "../core/model/ticket.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import type { Intent } from "../core/plan/intent.ts";
import { connectionOf, linkRef, placedId, placedRef, systemAt } from "../core/plan/connections.ts";
import type { CreateShadowItem, CreateTicketItem, PlannedParent } from "../core/plan/plan.ts";
import { shadowLinkRef } from "../core/plan/shadow-links.ts";
import { copyOf } from "../core/plan/shadow-side.ts";
import { qualifiedKey } from "../core/plan/ticket-keys.ts";
import { insertShadow, insertTicketLink } from "../core/spec/write-links.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { Application, Ending } from "./application.ts";
import { claimCreates } from "./claim-creates.ts";
import { tooSlow } from "./claim-refusal.ts";
import { closeIntent, openIntent } from "./journal.ts";
import { misdirected, unanswered } from "./odd-answers.ts";
import { originalOf, type OriginalTicket } from "./original-ticket.ts";
import { keepOwnBase, keepShadowBase } from "./own-base.ts";
import { rememberCreated } from "./ticket-undo.ts";

/**
 * Creates tickets of one connection in one request, and links them.
 *
 * The intents are on disk before the request leaves, and each goes away only when the link is in
 * the saved file; whatever dies or is thrown away in between, the next run finds the tickets by
 * the intents' ids.
 */
export async function applyCreates(
  app: Application,
  items: readonly CreateItem[],
): Promise<Map<CreateItem, Ending>> {
  const [first] = items;
  const system = first === undefined ? null : systemAt(app.config, first);
  if (first === undefined) return new Map();
  if (system === null) {
    const name = first.target;
    return all(
      items,
      t('The connection "{0}" is no longer configured. Nothing was created.', name),
    );
  }
  const tracker = await app.trackers.get(system);
  if (!tracker.ok) return all(items, tracker.error.message);
  const newest = await tracker.value.newestKey(app.run.signal);
  if (!newest.ok) return all(items, nothingCreated(newest.error));
  return new Creation(app, system, tracker.value).run(items, newest.value);
}

export type CreateItem = CreateTicketItem | CreateShadowItem;

/** One create with the record that was written for it. */
interface Begun {
  readonly item: CreateItem;
  /** The ticket that it is a copy of; null for a section's own ticket. */
  readonly original: OriginalTicket | null;
  readonly intent: Intent;
}

class Creation {
  readonly #app: Application;
  readonly #system: SystemConfig;
  readonly #tracker: TicketTracker;
  readonly #endings = new Map<CreateItem, Ending>();

  constructor(app: Application, system: SystemConfig, tracker: TicketTracker) {
    this.#app = app;
    this.#system = system;
    this.#tracker = tracker;
  }

  async run(items: readonly CreateItem[], after: string | null): Promise<Map<CreateItem, Ending>> {
    const begun: Begun[] = [];
    for (const item of items) {
      const original = originalOf(this.#app, item);
      if (item.kind === "create-shadow" && original === null) {
        this.#endings.set(item, noOriginal());
        continue;
      }
      const intent = await this.#begin(item, original, after);
      if (intent !== null) begun.push({ item, original, intent });
    }
    const { claimed, refused, signal } = await claimCreates(this.#app, begun);
    for (const [{ item }, ending] of refused) this.#endings.set(item, ending);
    if (claimed.length === 0) return this.#endings;
    const drafts = claimed.map((one) => this.#draftOf(one));
    const outcomes = await this.#tracker.createTickets(drafts, signal);
    for (const [index, one] of claimed.entries()) {
      this.#endings.set(one.item, await this.#finish(one, outcomes[index] ?? unanswered()));
    }
    return this.#endings;
  }

  /** Writes the intent down; null when that failed and nothing may be sent. */
  async #begin(
    item: CreateItem,
    original: OriginalTicket | null,
    after: string | null,
  ): Promise<Intent | null> {
    const { clock, files, specFiles, redact } = this.#app;
    const intentId = clock.newId();
    const { file, sectionId, target, project } = item;
    const status = specFiles.document(file)?.sections[item.sectionIndex]?.status ?? null;
    const intent: Intent = {
      version: 1,
      intentId,
      file,
      sectionId,
      title: redact(item.draft.title).text,
      target,
      project,
      at: clock.now(),
      after,
      wanted: status === null ? null : formatSpecStatus(status),
      shadowOf: original?.placed ?? null,
    };
    const opened = await openIntent(files, intent);
    if (opened.ok) return intent;
    const why = opened.error.message;
    this.#endings.set(item, failed(t("Nothing was created, because {0}", lower(why))));
    return null;
  }

  /** Credentials may have become known since the texts were planned. */
  #draftOf({ item, original, intent }: Begun): TicketDraft {
    const { redact } = this.#app;
    const { parent, title, managedText, labels, ...draft } = item.draft;
    return {
      ...draft,
      marker: intent.intentId,
      title: redact(title).text,
      managedText:
        original === null ? redact(managedText).text : copyOf(original.id, managedText, redact),
      labels: labels.map((label) => redact(label).text),
      parentKey: parentKey(this.#app, parent),
    };
  }

  async #finish(begun: Begun, outcome: WriteOutcome): Promise<Ending> {
    const { item, intent } = begun;
    const { intentId } = intent;
    const app = this.#app;
    if (outcome.kind !== "done") return notCreated(app, intentId, outcome);
    const { ticket } = outcome;
    const { file, sectionId } = item;
    const isShadow = begun.original !== null;
    const link = isShadow
      ? shadowLinkRef(app.config, this.#system, ticket.ref)
      : linkRef(app.config, this.#system, ticket.ref);
    const home = isShadow
      ? this.#system
      : (connectionOf(app.config, link, this.#system) ?? this.#system);
    const id = placedId(app.config, home, link);
    // A new ticket cannot have been read or made before: the answer was meant for another request.
    if (app.tickets.has(id)) return notCreated(app, intentId, misdirected());
    app.claims?.note(intentId, ticketId(ticket.ref));
    app.tickets.set(id, ticket);
    app.written.add(id);
    app.made.set(item.id, qualifiedKey(ticket.ref, this.#system.project));
    rememberCreated(app, item, placedRef(app.config, home, link), ticket);
    app.intentUndos.push({ item: item.id, intentId, text: null });
    const status = app.specFiles.document(file)?.sections[item.sectionIndex]?.status ?? null;
    const at = `${file}#${sectionId}`;
    const state = { system: home, ticket, status, at };
    const kept = isShadow
      ? await keepShadowBase(app, id, state)
      : await keepOwnBase(app, id, state, status);
    const insert = isShadow ? insertShadow : insertTicketLink;
    const written = kept.ok
      ? await app.specFiles.edit(file, [(doc) => insert(doc, item.sectionIndex, link)], [item.id])
      : { kind: "failed" as const, error: kept.error.message };
    if (written.kind === "done") {
      if (!written.isUnsaved) await closeIntent(app.files, intentId);
      return { outcome: "done", error: null, ticket: ticketId(link) };
    }
    const error = t(
      "The ticket {0} was created, but its link could not be written: {1} The next sync writes the link and creates nothing.",
      ticket.ref.key,
      written.error,
    );
    return { outcome: "failed", error, ticket: ticketId(link) };
  }
}

/** A refused create leaves nothing to look up; a lost answer does. */
async function notCreated(
  app: Application,
  intentId: string,
  outcome: Exclude<WriteOutcome, { kind: "done" }>,
): Promise<Ending> {
  if (outcome.kind === "unsure") {
    const error = t(
      "{0} Whether the ticket was created is not known; the next sync looks it up before anything is created.",
      outcome.error.message,
    );
    return { outcome: "unsure", error, ticket: null };
  }
  app.claims?.note(intentId, null);
  await closeIntent(app.files, intentId);
  if (outcome.kind === "stale") return failed(t("The tracker refused the ticket."));
  // Nobody has cancelled the run, so it was its claim that ended.
  const isLate = outcome.error.code === "tracker/cancelled" && !app.run.signal.aborted;
  return failed(isLate ? tooSlow().error : outcome.error.message);
}

function parentKey(app: Application, parent: PlannedParent | null): string | null {
  if (parent === null) return null;
  return parent.kind === "ticket" ? parent.key : (app.made.get(parent.itemId) ?? null);
}

function all(items: readonly CreateItem[], error: string): Map<CreateItem, Ending> {
  return new Map(items.map((item) => [item, failed(error)]));
}

function noOriginal(): Ending {
  return {
    outcome: "skipped",
    error: t("The section's own ticket was not created, so no copy of it was made. Sync again."),
    ticket: null,
  };
}

function nothingCreated({ message }: TrackerError): string {
  return /nothing was created/i.test(englishOf(message))
    ? message
    : t("{0} Nothing was created.", message);
}

function failed(error: string): Ending {
  return { outcome: "failed", error, ticket: null };
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
