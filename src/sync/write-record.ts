import { englishOf } from "../core/kernel/texts.ts";
import { numberedTitle } from "../core/model/numbered-title.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { parseTicketId, type TicketId } from "../core/model/ticket-ref.ts";
import { connectionOf, placedId, systemAt } from "../core/plan/connections.ts";
import type { PlanItem } from "../core/plan/plan.ts";
import type { RecordedItem } from "../core/plan/recorded-item.ts";
import type { RequestCount, RequestMeter, WriteCount } from "../ports/request-meter.ts";
import type { Applied } from "./apply.ts";
import type { Application } from "./application.ts";
import { isWorkItem } from "./apply-work-item.ts";
import { summarize, type ItemResult } from "./report.ts";
import { formatRecord, recordPath, type BaseUndo, type RunRecord } from "./run-record.ts";
import { pruneRecords } from "./run-records.ts";
import { withLastRevisions } from "./ticket-undo.ts";

interface Counted {
  readonly total: RequestCount;
  readonly sent: readonly WriteCount[];
}

/** Writes down what a run did and what an undo needs; a run that changed nothing leaves nothing. */
export async function writeRecord(
  app: Application,
  applied: Applied,
  requests: RunRecord["requests"],
): Promise<Result<string | null, Problem>> {
  const files = app.specFiles.undos(app.redact);
  if (files.length === 0 && app.undos.length === 0 && !hasTold(applied)) return ok(null);
  const failed = applied.results.filter(({ outcome }) => !["done", "skipped"].includes(outcome));
  const record: RunRecord = {
    version: 2,
    runId: app.clock.newId(),
    at: app.clock.now(),
    undoneAt: null,
    undone: [],
    summary: summarize(
      applied.results.filter(({ outcome }) => outcome === "done").map(({ item }) => item),
      0,
      failed.length,
    ),
    requests,
    items: applied.results.map((result) => recorded(app, result)),
    files,
    tickets: withLastRevisions(app.undos),
    intents: app.intentUndos,
    bases: changedBases(applied),
  };
  const path = recordPath(record);
  const write = await app.files.replace(path, null, formatRecord(record));
  if (write.kind === "failed") return err(write.problem);
  await pruneRecords(app.files, app.run.signal);
  return ok(record.runId);
}

/** What a ticket was told cannot be taken back, and stands in the history all the same. */
function hasTold({ results }: Applied): boolean {
  return results.some(({ item, outcome }) => isWorkItem(item) && outcome === "done");
}

export function countOf(meter: RequestMeter): Counted {
  return { total: meter.total(), sent: meter.writes() };
}

/** What one run cost, where the meter goes on counting over many. */
export function requestsSince(before: Counted, after: Counted): RunRecord["requests"] {
  const earlier = new Map(before.sent.map((one) => [`${one.host} ${one.what}`, one.count]));
  const hosts = Object.entries(after.total.byHost).map(
    ([host, count]) => [host, count - (before.total.byHost[host] ?? 0)] as const,
  );
  return {
    total: after.total.total - before.total.total,
    reads: after.total.reads - before.total.reads,
    writes: after.total.writes - before.total.writes,
    byHost: Object.fromEntries(hosts.filter(([, count]) => count > 0)),
    sent: after.sent
      .map((one) => ({ ...one, count: one.count - (earlier.get(`${one.host} ${one.what}`) ?? 0) }))
      .filter(({ count }) => count > 0),
  };
}

function recorded(app: Application, { item, outcome, error, ticket }: ItemResult): RecordedItem {
  const { id, kind, direction, file, sectionId, sectionIndex, reason } = item;
  const safe = (text: string | null): string | null =>
    text === null ? null : app.redact(text).text;
  const said = (text: string | null): string | null => safe(text === null ? null : englishOf(text));
  const section = app.specFiles.document(file)?.sections[sectionIndex];
  return {
    id,
    kind,
    direction,
    file,
    sectionId: app.redact(sectionId).text,
    section: section === undefined ? null : safe(numberedTitle(section)),
    ticket: placed(app, item, ticket ?? item.ticket),
    from: safe(item.from),
    to: safe(item.to),
    reason,
    note: said(item.note),
    outcome,
    error: said(error),
  };
}

/** The ticket's own name in the workspace, by which what was agreed on it is filed. */
function placed({ config }: Application, item: PlanItem, id: TicketId | null): TicketId | null {
  const ref = id === null ? undefined : parseTicketId(id);
  if (ref === undefined) return id;
  const system = connectionOf(config, ref, systemAt(config, item));
  return system === null ? id : placedId(config, system, ref);
}

function changedBases(applied: Applied): BaseUndo[] {
  return [...applied.bases]
    .filter(([id, base]) => applied.before.get(id) !== base)
    .map(([ticket]) => ({ ticket, base: applied.before.get(ticket) ?? null }));
}
