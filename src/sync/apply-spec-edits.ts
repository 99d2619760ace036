import type { Problem } from "../core/kernel/problem.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import { parseSpecStatus } from "../core/model/status.ts";
import { connectionOf, systemAt } from "../core/plan/connections.ts";
import { editOf, editsOf } from "../core/plan/edit-of.ts";
import { intentPath, parseIntent } from "../core/plan/intent.ts";
import type { InsertLinkItem, PlanItem } from "../core/plan/plan.ts";
import type { Application, Ending } from "./application.ts";
import { closeIntent } from "./journal.ts";
import { keepOwnBase, keepShadowBase } from "./own-base.ts";

/** Makes the edits of each file in one write, so that an editor shows one step to undo. */
export async function applySpecEdits(
  app: Application,
  items: readonly PlanItem[],
): Promise<Map<PlanItem, Ending>> {
  const endings = new Map<PlanItem, Ending>();
  for (const file of new Set(items.map((item) => item.file))) {
    const own = items.filter((item) => item.file === file);
    for (const [item, ending] of await editFile(app, file, own)) endings.set(item, ending);
  }
  return endings;
}

/** An edit that cannot be made fails alone; the others of its file go on without it. */
async function editFile(
  app: Application,
  file: string,
  items: readonly PlanItem[],
): Promise<[PlanItem, Ending][]> {
  const doc = app.specFiles.document(file);
  const refused = new Map<PlanItem, string>();
  for (const item of items) {
    const edit = doc === undefined ? undefined : editOf(doc, item);
    if (edit !== undefined && !edit.ok) refused.set(item, edit.error.message);
  }
  for (const item of items) {
    if (refused.has(item) || item.kind !== "insert-link" || item.intentId === null) continue;
    const kept = await keepRecovered(app, doc, item);
    if (!kept.ok) refused.set(item, kept.error.message);
  }
  const possible = items.filter((item) => !refused.has(item));
  const outcome = await app.specFiles.edit(
    file,
    editsOf(possible),
    possible.map(({ id }) => id),
  );
  const ending = outcome.kind === "done" ? null : outcome.error;
  if (outcome.kind === "done" && !outcome.isUnsaved) await closeSettledIntents(app, possible);
  return items.map((item) => {
    const refusal = refused.get(item);
    const { ticket } = item;
    if (refusal !== undefined) return [item, { outcome: "failed", error: refusal, ticket }];
    return [item, { outcome: outcome.kind, error: ending, ticket }];
  });
}

/** A recovered ticket may still be where its tracker first put it. */
async function keepRecovered(
  app: Application,
  doc: SpecDocument | undefined,
  item: InsertLinkItem,
): Promise<Result<void, Problem>> {
  const ticket = item.ticket === null ? undefined : app.tickets.get(item.ticket);
  const made = systemAt(app.config, item);
  const system = item.isShadow ? made : connectionOf(app.config, item.link, made);
  if (ticket === undefined || item.ticket === null || system === null) return ok(undefined);
  const status = doc?.sections[item.sectionIndex]?.status ?? null;
  const at = `${item.file}#${item.sectionId}`;
  if (item.isShadow) return keepShadowBase(app, item.ticket, { system, ticket, status });
  const wanted = item.wanted === null ? null : (parseSpecStatus(item.wanted) ?? null);
  const title = await madeWith(app, item);
  return keepOwnBase(app, item.ticket, { system, ticket, status, at }, wanted, title);
}

/** The title that an interrupted run gave to its ticket; null where its record is gone. */
async function madeWith(app: Application, { intentId }: InsertLinkItem): Promise<string | null> {
  if (intentId === null) return null;
  const path = intentPath(intentId);
  const reading = await app.files.read(path);
  const intent = reading.kind === "found" ? parseIntent(reading.text, path) : undefined;
  return intent?.ok === true ? intent.value.title : null;
}

async function closeSettledIntents(app: Application, items: readonly PlanItem[]): Promise<void> {
  for (const item of items) {
    if (item.kind !== "insert-link" || item.intentId === null) continue;
    const { id, intentId } = item;
    const reading = await app.files.read(intentPath(intentId));
    if (reading.kind === "found") {
      app.intentUndos.push({ item: id, intentId, text: reading.text });
    }
    await closeIntent(app.files, intentId);
  }
}
