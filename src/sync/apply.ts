import { t } from "../core/kernel/texts.ts";
import {
  connectionOf,
  placedId,
  systemAt,
  routeOf,
  wantedParentKey,
} from "../core/plan/connections.ts";
import { isSpecFile } from "../core/config/spec-files.ts";
import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { parseTicketId, type TicketId } from "../core/model/ticket-ref.ts";
import type { TicketReading, TrackerCapabilities } from "../core/model/ticket.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import { newBaseTexts } from "../core/plan/base-texts.ts";
import type { LinkBase, LinkBases } from "../core/plan/links.ts";
import type { PlanItem } from "../core/plan/plan.ts";
import { placeOf } from "../core/plan/section-place.ts";
import { settle, withSeen, withTold } from "../core/plan/settle.ts";
import { specSide } from "../core/plan/sides.ts";
import { adoptTickets } from "./adopt-ticket.ts";
import type { Application, Ending } from "./application.ts";
import { applyCreates, type CreateItem } from "./apply-create.ts";
import { settledShadows } from "./settled-shadows.ts";
import { applySpecEdits } from "./apply-spec-edits.ts";
import { applyTicketChange, isTicketChange } from "./apply-ticket-change.ts";
import { aheadOf, applyWorkItem, isWorkItem, toldOf } from "./apply-work-item.ts";
import type { BasesRead } from "./journal.ts";
import type { ItemResult } from "./report.ts";
import type { TicketQuestion } from "./trackers.ts";

export interface Applied {
  readonly results: readonly ItemResult[];
  readonly bases: ReadonlyMap<TicketId, LinkBase>;
  /** What new hashes in the bases stand for. */
  readonly texts: ReadonlyMap<string, string>;
  readonly before: LinkBases;
  readonly problems: readonly Problem[];
}

/** Does what an approved plan says, item by item, and never more. */
export async function applyItems(
  app: Application,
  plan: ApprovedPlan,
  { bases: before, problems }: BasesRead,
): Promise<Applied> {
  const readings = await app.trackers.read(questionsOf(app.config, plan.items));
  for (const [id, reading] of readings) {
    if (reading.kind === "found") app.tickets.set(id, reading.ticket);
  }
  const results = new Map<PlanItem, Ending>();
  const edits: PlanItem[] = [];
  let done = 0;
  for (const step of await stepsOf(app, plan.items)) {
    const ready: PlanItem[] = [];
    for (const item of step) {
      app.run.progress.report(done, plan.items.length, `${item.file} ${item.sectionId}`);
      done += 1;
      const early = app.run.signal.aborted ? cancelled() : await refuse(app, item, readings);
      if (early === null) ready.push(item);
      else results.set(item, early);
    }
    for (const [item, ending] of await applyCreates(app, ready.filter(isCreate))) {
      results.set(item, ending);
    }
    for (const item of ready) {
      if (isTicketChange(item)) results.set(item, await applyTicketChange(app, item));
      else if (isWorkItem(item)) results.set(item, await applyWorkItem(app, item));
      else if (!isCreate(item)) edits.push(item);
    }
  }
  const edited = await applySpecEdits(app, edits);
  for (const [item, ending] of edited) results.set(item, ending);
  adoptTickets(app, edited);

  return {
    results: plan.items.map((item) => ({ item, ...(results.get(item) ?? cancelled()) })),
    ...settled(app, plan, before, await app.trackers.capabilities(app.config), results),
    before,
    problems,
  };
}

function cancelled(): Ending {
  return {
    outcome: "skipped",
    error: t("The run was cancelled before this item. Sync again to go on."),
    ticket: null,
  };
}

/**
 * The items in the order of the plan, where tickets that one request can create are one step.
 *
 * Shape:  a parent that is created as well is created in an earlier step.
 */
async function stepsOf(app: Application, items: readonly PlanItem[]): Promise<PlanItem[][]> {
  const steps: PlanItem[][] = [];
  let batch: CreateItem[] = [];
  // A copy names the ticket that it is a copy of, so all tickets come first.
  const isCopy = (item: PlanItem): boolean => item.kind === "create-shadow";
  for (const item of [...items.filter((one) => !isCopy(one)), ...items.filter(isCopy)]) {
    if (isCreate(item) && (await fits(app, batch, item))) {
      batch.push(item);
    } else if (isCreate(item)) {
      batch = [item];
      steps.push(batch);
    } else {
      batch = [];
      steps.push([item]);
    }
  }
  return steps;
}

async function fits(
  app: Application,
  batch: readonly CreateItem[],
  item: CreateItem,
): Promise<boolean> {
  const [first] = batch;
  const isSameKind = first?.kind === item.kind;
  if (!isSameKind || first.target !== item.target || first.project !== item.project) return false;
  const { parent } = item.draft;
  if (parent?.kind === "item" && batch.some(({ id }) => id === parent.itemId)) return false;
  const system = systemAt(app.config, item);
  const tracker = system === null ? undefined : await app.trackers.get(system);
  return tracker?.ok === true && batch.length < tracker.value.capabilities.createBatch;
}

function isCreate(item: PlanItem): item is CreateItem {
  return item.kind === "create-ticket" || item.kind === "create-shadow";
}

/** Checks the fingerprints that an item relies on; null when both still hold. */
export async function refuse(
  app: Application,
  item: PlanItem,
  readings: ReadonlyMap<TicketId, TicketReading>,
): Promise<Ending | null> {
  if (!isSpecFile(app.config, item.file)) {
    const error = t("The file is not a spec under the present configuration. It was not touched.");
    return { outcome: "failed", error, ticket: item.ticket };
  }
  const file = await app.specFiles.check(item.file, item.fileHash);
  if (file.kind !== "done") return { outcome: file.kind, error: file.error, ticket: item.ticket };
  if (item.ticket === null || item.kind === "insert-link") return null;
  const reading = readings.get(item.ticket);
  if (reading?.kind === "found" && reading.ticket.revision === item.ticketRevision) return null;
  if (reading?.kind === "unreadable") {
    return { outcome: "failed", error: reading.error.message, ticket: item.ticket };
  }
  const error = t(
    "The ticket changed after the plan was made. It was not touched. Make the plan again and review it.",
  );
  return { outcome: "stale", error, ticket: item.ticket };
}

/** The tickets that items are about, each with the connection that serves it. */
export function questionsOf(config: CanonConfig, items: readonly PlanItem[]): TicketQuestion[] {
  return items.flatMap((item) => {
    const system = systemAt(config, item);
    const ref = item.ticket === null ? undefined : parseTicketId(item.ticket);
    return system === null || ref === undefined ? [] : [{ system, ref }];
  });
}

/** What every link that the run touched agrees on now, read off both sides as they were left. */
function settled(
  app: Application,
  plan: ApprovedPlan,
  before: LinkBases,
  capabilities: ReadonlyMap<string, TrackerCapabilities>,
  results: ReadonlyMap<PlanItem, Ending>,
): Pick<Applied, "bases" | "texts"> {
  const { config, redact } = app;
  const [told, ahead] = [toldOf(results), aheadOf(results)];
  const texts = new Map<string, string>();
  for (const agreement of plan.agreements) addAll(texts, agreement.texts ?? {});
  const bases = new Map<TicketId, LinkBase>(
    plan.agreements.map(({ ticket, base }) => [ticket, base]),
  );
  // A section that is linked to the ticket of another one has no items, and agrees on nothing.
  const planned = new Set(plan.items.map((item) => `${item.file}#${item.sectionIndex}`));
  for (const path of new Set(plan.items.map((item) => item.file))) {
    const document = app.specFiles.document(path);
    if (document === undefined) continue;
    const route = routeOf(config, { file: path, document });
    for (const section of document.sections) {
      const place = { path, document, route };
      const shadows = settledShadows(app, place, section, before, capabilities);
      for (const [id, base] of shadows) bases.set(id, base);
      const ref = section.tickets[0]?.ref;
      const system = ref === undefined ? null : connectionOf(config, ref, route.target);
      if (ref === undefined || system === null) continue;
      if (!planned.has(`${path}#${section.index}`)) continue;
      const id = placedId(config, system, ref);
      const ticket = app.tickets.get(id);
      if (ticket === undefined) continue;
      const state = {
        system,
        status: section.status,
        spec: specSide(section, path, redact),
        ticket,
        wantedParent: wantedParentKey(config, system, document, section),
        texts: capabilities.get(system.name)?.texts ?? false,
        isWritten: app.written.has(id),
        at: placeOf(path, section),
      };
      const agreed = settle(app.ownBases.get(id) ?? bases.get(id) ?? before.get(id), state);
      const seen = ahead.has(`${path}#${section.index}`) ? withSeen(agreed, state) : agreed;
      const base = withTold(seen, told.get(id) ?? []);
      bases.set(id, base);
      addAll(texts, newBaseTexts(before.get(id), base, state.spec, redact));
    }
  }
  return { bases, texts };
}

function addAll(texts: Map<string, string>, more: Readonly<Record<string, string>>): void {
  for (const [hash, text] of Object.entries(more)) texts.set(hash, text);
}
