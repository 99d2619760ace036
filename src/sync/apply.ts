import { connectionOf, targetOf, wantedParentKey } from "../core/plan/connections.ts";
import { isSpecFile } from "../core/config/spec-files.ts";
import type { CanonConfig } from "../core/config/config.ts";
import type { Problem } from "../core/kernel/problem.ts";
import {
  parseTicketId,
  ticketId,
  type TicketId,
  type TicketReading,
} from "../core/model/ticket.ts";
import type { ApprovedPlan } from "../core/plan/approve.ts";
import type { LinkBase, LinkBases } from "../core/plan/links.ts";
import type { PlanItem } from "../core/plan/plan.ts";
import { settle } from "../core/plan/settle.ts";
import { specSide } from "../core/plan/sides.ts";
import { systemOf, type Application, type Ending } from "./application.ts";
import { applyCreate } from "./apply-create.ts";
import { applySpecEdits } from "./apply-spec-edits.ts";
import { applyTicketChange, isTicketChange } from "./apply-ticket-change.ts";
import { readBases } from "./journal.ts";
import type { ItemResult } from "./report.ts";
import type { TicketQuestion } from "./trackers.ts";

export interface Applied {
  readonly results: readonly ItemResult[];
  readonly bases: ReadonlyMap<TicketId, LinkBase>;
  readonly before: LinkBases;
  readonly problems: readonly Problem[];
}

/** Does what an approved plan says, item by item, and never more. */
export async function applyItems(app: Application, plan: ApprovedPlan): Promise<Applied> {
  const readings = await app.trackers.read(questionsOf(app.config, plan.items), app.run.signal);
  for (const [id, reading] of readings) {
    if (reading.kind === "found") app.tickets.set(id, reading.ticket);
  }
  const results = new Map<PlanItem, Ending>();
  const edits: PlanItem[] = [];
  for (const [index, item] of plan.items.entries()) {
    app.run.progress.report(index, plan.items.length, `${item.file} ${item.sectionId}`);
    const early = app.run.signal.aborted ? CANCELLED : await refuse(app, item, readings);
    if (early !== null) results.set(item, early);
    else if (item.kind === "create-ticket") results.set(item, await applyCreate(app, item));
    else if (isTicketChange(item)) results.set(item, await applyTicketChange(app, item));
    else edits.push(item);
  }
  for (const [item, ending] of await applySpecEdits(app, edits)) results.set(item, ending);

  const { bases: before, problems } = await readBases(app.files);
  return {
    results: plan.items.map((item) => ({ item, ...(results.get(item) ?? CANCELLED) })),
    bases: settled(app, plan, before),
    before,
    problems,
  };
}

const CANCELLED: Ending = {
  outcome: "skipped",
  error: "The run was cancelled before this item. Sync again to go on.",
  ticket: null,
};

/** Checks the fingerprints that an item relies on; null when both still hold. */
async function refuse(
  app: Application,
  item: PlanItem,
  readings: ReadonlyMap<TicketId, TicketReading>,
): Promise<Ending | null> {
  if (!isSpecFile(app.config, item.file)) {
    const error = "The file is not a spec under the present configuration. It was not touched.";
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
  const error =
    "The ticket changed after the plan was made. It was not touched. Make the plan again and review it.";
  return { outcome: "stale", error, ticket: item.ticket };
}

function questionsOf(config: CanonConfig, items: readonly PlanItem[]): TicketQuestion[] {
  return items.flatMap((item) => {
    const system = systemOf(config, item);
    const ref = item.ticket === null ? undefined : parseTicketId(item.ticket);
    return system === undefined || ref === undefined ? [] : [{ system, ref }];
  });
}

/** What every link that the run touched agrees on now, read off both sides as they were left. */
function settled(app: Application, plan: ApprovedPlan, before: LinkBases): Map<TicketId, LinkBase> {
  const bases = new Map<TicketId, LinkBase>(
    plan.agreements.map(({ ticket, base }) => [ticket, base]),
  );
  for (const path of new Set(plan.items.map((item) => item.file))) {
    const document = app.specFiles.document(path);
    if (document === undefined) continue;
    const target = targetOf(app.config, { file: path, document });
    for (const section of document.sections) {
      const ref = section.tickets[0]?.ref;
      const ticket = ref === undefined ? undefined : app.tickets.get(ticketId(ref));
      const system = ref === undefined ? null : connectionOf(app.config, ref, target);
      if (ticket === undefined || system === null) continue;
      const id = ticketId(ticket.ref);
      const wantedParent = wantedParentKey(system, document, section);
      const spec = specSide(section, path);
      const state = { system, status: section.status, spec, ticket, wantedParent };
      bases.set(id, settle(before.get(id), state));
    }
  }
  return bases;
}
