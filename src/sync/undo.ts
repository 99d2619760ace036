import { isSpecFile } from "../core/config/spec-files.ts";
import { hashText } from "../core/kernel/hash.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { applySplices } from "../core/kernel/splice.ts";
import { isTicketKey, parseTicketId, ticketId, type TicketId } from "../core/model/ticket-ref.ts";
import { systemAt } from "../core/plan/connections.ts";
import type { LinkBase } from "../core/plan/links.ts";
import type { TicketTracker } from "../ports/ticket-tracker.ts";
import type { Application } from "./application.ts";
import { RUN_LOCK, writeBases } from "./journal.ts";
import type { UndoReport, UndoStep } from "./report.ts";
import {
  formatRecord,
  parseRecord,
  recordPath,
  RUNS_FOLDER,
  type FileUndo,
  type RunRecord,
  type TicketUndo,
} from "./run-record.ts";

const LOCK_WAIT_MS = 10_000;

/**
 * Undoes the last run that changed something: each file and ticket that nobody has touched since.
 *
 * What was touched stays as it is and is named, so that no later work is lost.
 */
export async function undoLastRun(
  app: Application,
  runId?: string,
): Promise<Result<UndoReport, Problem>> {
  const locked = await app.files.withLock(RUN_LOCK, LOCK_WAIT_MS, async () => {
    const last = await lastRun(app);
    if (!last.ok) return last;
    const isMeant = runId === undefined || last.value.record.runId === runId;
    return isMeant ? ok(await undoRun(app, last.value)) : err(SUPERSEDED);
  });
  return locked.ok ? locked.value : locked;
}

async function undoRun(app: Application, last: LastRun): Promise<UndoReport> {
  const { record } = last;
  const steps: UndoStep[] = [];
  for (const file of record.files) steps.push(await undoFile(app, file));
  for (const ticket of record.tickets) steps.push(await undoTicket(app, ticket));
  const undone = new Set(steps.filter((step) => step.outcome === "done").map((step) => step.what));
  const saved = await writeBases(app.files, basesBack(record, undone));
  const marked = await app.files.replace(
    last.path,
    last.text,
    formatRecord({ ...record, undoneAt: app.clock.now() }),
  );
  const problems = [
    ...(saved.ok ? [] : [saved.error]),
    ...(marked.kind === "failed" ? [marked.problem] : []),
  ];
  return { runId: record.runId, at: record.at, steps, problems };
}

const SUPERSEDED: Problem = {
  code: "undo/superseded",
  severity: "error",
  line: null,
  message:
    "That sync is undone already, or another one came after it. Nothing was changed. Undo the last sync to go back further.",
};

interface LastRun {
  readonly path: string;
  readonly text: string;
  readonly record: RunRecord;
}

async function lastRun(app: Application): Promise<Result<LastRun, Problem>> {
  const { files } = await app.files.list([`${RUNS_FOLDER}/*.json`], app.run.signal);
  for (const path of files.toReversed()) {
    const reading = await app.files.read(path);
    const record = reading.kind === "found" ? parseRecord(reading.text) : undefined;
    if (reading.kind !== "found" || record === undefined || recordPath(record) !== path) continue;
    if (record.undoneAt === null) return ok({ path, text: reading.text, record });
  }
  return err({
    code: "undo/nothing",
    severity: "error",
    line: null,
    message: "There is no sync left to undo in this workspace. Nothing was changed.",
  });
}

async function undoFile(app: Application, undo: FileUndo): Promise<UndoStep> {
  const step = { what: undo.path, kind: "file" as const };
  if (!isSpecFile(app.config, undo.path)) return refuse(step, "It is not a spec any more.");
  const reading = await app.files.read(undo.path);
  if (reading.kind === "unreadable") return refuse(step, reading.problem.message);
  if (reading.kind === "missing" || hashText(reading.text) !== undo.afterHash) {
    return refuse(step, "It was edited after the sync and stays as it is. Compare it in git.");
  }
  const before = undo.inverse.reduce<string>(applySplices, reading.text);
  const write = await app.files.replace(undo.path, reading.text, before);
  if (write.kind === "failed") return refuse(step, write.problem.message);
  if (write.kind === "stale") return refuse(step, "It changed just now and stays as it is.");
  return { ...step, outcome: "done", message: "The edits of the sync were taken back." };
}

async function undoTicket(app: Application, undo: TicketUndo): Promise<UndoStep> {
  const step = { what: ticketId(undo.ref), kind: "ticket" as const };
  const system = systemAt(app.config, undo);
  const tracker = system === null ? undefined : await app.trackers.get(system);
  if (tracker === undefined) return refuse(step, `The connection "${undo.target}" is gone.`);
  if (!tracker.ok) return refuse(step, tracker.error.message);
  if (!isTicketKey(undo.ref.system, undo.ref.key)) return refuse(step, "Its key is not valid.");
  return undo.before === null
    ? removeTicket(app, tracker.value, undo, step)
    : restoreTicket(app, tracker.value, undo, undo.before, step);
}

type Step = Pick<UndoStep, "what" | "kind">;

async function removeTicket(
  app: Application,
  tracker: TicketTracker,
  undo: TicketUndo,
  step: Step,
): Promise<UndoStep> {
  if (tracker.removeTicket === undefined) {
    return refuse(
      step,
      "This tracker cannot remove tickets. Close it by hand if it is not wanted.",
    );
  }
  const { key } = undo.ref;
  const removed = await tracker.removeTicket(key, undo.afterRevision, app.run.signal);
  if (!removed.ok) return refuse(step, removed.error.message);
  if (removed.value === "stale") {
    return refuse(step, "It was changed after the sync and stays. Remove it by hand if needed.");
  }
  return { ...step, outcome: "done", message: "The ticket that the sync created was removed." };
}

async function restoreTicket(
  app: Application,
  tracker: TicketTracker,
  undo: TicketUndo,
  before: NonNullable<TicketUndo["before"]>,
  step: Step,
): Promise<UndoStep> {
  const { title, managedText, status, parentKey } = before;
  const { texts, parents } = tracker.capabilities;
  const outcome = await tracker.updateTicket(
    undo.ref.key,
    {
      ...(texts ? { title: app.redact(title).text } : {}),
      ...(texts && managedText !== null ? { managedText: app.redact(managedText).text } : {}),
      ...(parents ? { parentKey } : {}),
      status,
    },
    undo.afterRevision,
    app.run.signal,
  );
  switch (outcome.kind) {
    case "done":
      return { ...step, outcome: "done", message: "The ticket is as it was before the sync." };
    case "stale":
      return refuse(step, "It was changed after the sync and stays as it is.");
    default:
      return { ...step, outcome: outcome.kind, message: outcome.error.message };
  }
}

/** Agreements go back only where ticket and spec did; elsewhere the next sync compares afresh. */
function basesBack(record: RunRecord, undone: ReadonlySet<string>): Map<TicketId, LinkBase | null> {
  const touched = new Set(record.tickets.map(({ ref }) => ticketId(ref) as string));
  const bases = new Map<TicketId, LinkBase | null>();
  for (const { ticket, base } of record.bases) {
    const ref = parseTicketId(ticket);
    if (ref === undefined || (touched.has(ticket) && !undone.has(ticket))) continue;
    bases.set(ticketId(ref), base);
  }
  return bases;
}

function refuse(step: Step, message: string): UndoStep {
  return { ...step, outcome: "stale", message };
}
