import type { Problem } from "../core/kernel/problem.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import { intentPath } from "../core/plan/intent.ts";
import { isTold, type RecordedItem } from "../core/plan/recorded-item.ts";
import type { Application } from "./application.ts";
import { chooseUndo, type ChosenUndo } from "./choose-undo.ts";
import { closeIntent, readBases, RUN_LOCK, writeBases } from "./journal.ts";
import type { UndoReport, UndoRequest } from "./report.ts";
import { formatRecord, standingItems, type RunRecord } from "./run-record.ts";
import { readRecords, type StoredRecord } from "./run-records.ts";
import { basesBack } from "./undo-bases.ts";
import { prepareFiles, writeFiles } from "./undo-files.ts";
import { toSteps } from "./undo-steps.ts";
import { undoTickets } from "./undo-tickets.ts";
import { kept, toUndoItem, type Verdicts } from "./undo-verdict.ts";

const LOCK_WAIT_MS = 10_000;

/**
 * Takes back what a run did, item by item: each file and ticket that is as the run left it.
 *
 * What was touched since stays as it is and is named, so that no later work is lost.
 */
export async function undoRun(
  app: Application,
  request: UndoRequest = {},
): Promise<Result<UndoReport, Problem>> {
  const locked = await app.files.withLock(RUN_LOCK, LOCK_WAIT_MS, async () => {
    const stored = await readRecords(app.files, app.run.signal);
    const chosen = chooseUndo(stored.records, request);
    if (!chosen.ok) return chosen;
    const report = await undoChosen(app, chosen.value, request);
    return ok({ ...report, problems: [...stored.problems, ...report.problems] });
  });
  return locked.ok ? locked.value : locked;
}

async function undoChosen(
  app: Application,
  { stored, items, refused }: ChosenUndo,
  { closesCreated = false, items: names, runId }: UndoRequest,
): Promise<UndoReport> {
  const { record } = stored;
  const verdicts: Verdicts = new Map(refused);
  const wanted = new Map(items.map((item) => [item.id, item]));
  const isOpen = (id: string): boolean => wanted.has(id) && !verdicts.has(id);
  const isLast = runId === undefined && names === undefined;
  const isOnlyTold = refuseUnrecorded(record, items, verdicts, isLast);
  const open = new Map([...wanted].filter(([id]) => isOpen(id)));
  const files = await prepareFiles(app, record, open, verdicts);
  const tickets = record.tickets.filter(({ item }) => isOpen(item));
  await undoTickets(app, tickets, closesCreated, verdicts);
  await writeFiles(app, files, open, verdicts);

  const ended = items.map((item) => toUndoItem(item, verdicts.get(item.id) ?? notTried()));
  const done = ended.filter(({ outcome }) => outcome === "done").map(({ id }) => id);
  const problems = [
    ...(await restoreIntents(app, record, new Set(done))),
    ...(await restoreBases(app, record, new Set(done))),
  ];
  // Nothing of it will ever go back, so that it must not stand in the way of the sync before it.
  if (done.length > 0 || (isOnlyTold && isLast)) {
    const marked = await mark(app, stored, done, names === undefined);
    if (marked !== null) problems.push(marked);
  }
  const { at } = record;
  return { runId: record.runId, at, steps: toSteps(record, ended), items: ended, problems };
}

/** A run counts as undone once somebody took back all of it, or the last of what was left. */
async function mark(
  app: Application,
  { path, text, record }: StoredRecord,
  done: readonly string[],
  isWhole: boolean,
): Promise<Problem | null> {
  const after = { ...record, undone: [...record.undone, ...done] };
  const isOver = isWhole || standingItems(after).length === 0;
  const undoneAt = isOver ? app.clock.now() : record.undoneAt;
  const write = await app.files.replace(path, text, formatRecord({ ...after, undoneAt }));
  return write.kind === "failed" ? write.problem : null;
}

function notTried() {
  return kept(t("Nothing of it is left to take back."));
}

/**
 * Some items leave nothing that could be taken back, such as a comment that people have read. Tells
 * whether there are no others.
 */
function refuseUnrecorded(
  record: RunRecord,
  items: readonly RecordedItem[],
  verdicts: Verdicts,
  isLast: boolean,
): boolean {
  const recorded = new Set([
    ...record.tickets.map(({ item }) => item),
    ...record.files.flatMap(({ changes }) => changes.flatMap((change) => change.items)),
  ]);
  const isLeft = ({ id, kind }: RecordedItem): boolean =>
    recorded.has(id) || verdicts.has(id) || kind === "edit-file";
  const told = items.filter((item) => !isLeft(item));
  const isOnlyTold = told.length === items.length;
  const next = isOnlyTold && isLast ? ` ${t("Undo again to take back the sync before it.")}` : "";
  for (const item of told) {
    const what = isTold(item) ? toldText() : t("What this item did cannot be taken back by Canon.");
    verdicts.set(item.id, kept(`${what}${next}`));
  }
  return isOnlyTold;
}

function toldText(): string {
  return t(
    "The ticket was told of merged work, which cannot be taken back by Canon. Delete it in the tracker if it is wrong.",
  );
}

async function restoreBases(
  app: Application,
  record: RunRecord,
  done: ReadonlySet<string>,
): Promise<Problem[]> {
  const links = await readBases(app.files);
  if (!links.ok) return [links.error];
  const saved = await writeBases(app.files, basesBack(record, done, links.value.bases));
  return saved.ok ? [] : [saved.error];
}

/** A create that was taken back is over; a recovered link leaves its ticket to be found once more. */
async function restoreIntents(
  app: Application,
  record: RunRecord,
  done: ReadonlySet<string>,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { item, intentId, text } of record.intents) {
    if (!done.has(item)) continue;
    if (text === null) {
      const closed = await closeIntent(app.files, intentId);
      if (!closed.ok) problems.push(closed.error);
      continue;
    }
    const write = await app.files.replace(intentPath(intentId), null, text);
    if (write.kind === "failed") problems.push(write.problem);
  }
  return problems;
}
