import { cutShort } from "../core/kernel/cut-short.ts";
import type { Problem } from "../core/kernel/problem.ts";
import { err, ok, type Result } from "../core/kernel/result.ts";
import { t } from "../core/kernel/texts.ts";
import { isTold, touchesSame, type RecordedItem } from "../core/plan/recorded-item.ts";
import { findRun } from "./find-run.ts";
import type { UndoRequest } from "./report.ts";
import { standingItems } from "./run-record.ts";
import type { StoredRecord } from "./run-records.ts";
import { kept, type Verdict } from "./undo-verdict.ts";

/** A run and the items of it that somebody wants to take back. */
export interface ChosenUndo {
  readonly stored: StoredRecord;
  readonly items: readonly RecordedItem[];
  /** Those among them that cannot go back, whatever their file or ticket says. */
  readonly refused: ReadonlyMap<string, Verdict>;
}

/** Finds what a request means in the records, newest first; refuses what later runs built upon. */
export function chooseUndo(
  records: readonly StoredRecord[],
  { runId, items: names }: UndoRequest,
): Result<ChosenUndo, Problem> {
  const runs = records.map(({ record }) => record);
  const meant =
    runId === undefined ? runs.find(({ undoneAt }) => undoneAt === null) : findRun(runs, runId);
  const index = records.findIndex(({ record }) => record === meant);
  const stored = records[index];
  if (stored === undefined) return err(runId === undefined ? nothingLeft() : unknownRun(runId));
  const { record } = stored;
  const standing = standingItems(record);
  if (standing.length === 0) return err(alreadyUndone());
  const later = records
    .slice(0, index)
    .flatMap((one) => standingItems(one.record).map((item) => ({ item, at: one.record.at })))
    // What people were told can never be undone first.
    .filter(({ item }) => !isTold(item));
  const chosen = names === undefined ? ok(standing) : named(record.items, names);
  if (!chosen.ok) return chosen;
  const refused = new Map<string, Verdict>();
  for (const item of chosen.value) {
    const over = later.find((one) => touchesSame(one.item, item));
    if (!standing.includes(item)) refused.set(item.id, kept(notStanding(item)));
    else if (over !== undefined) refused.set(item.id, kept(supersededBy(over.at)));
  }
  const [first] = chosen.value.filter(({ id }) => refused.has(id));
  const over = first === undefined ? undefined : later.find((one) => touchesSame(one.item, first));
  if (names === undefined && first !== undefined && over !== undefined) {
    return err(superseded(first, over.at));
  }
  return ok({ stored, items: chosen.value, refused });
}

/** By id, or by the number that a history shows, which counts from 1. */
function named(
  items: readonly RecordedItem[],
  names: readonly string[],
): Result<RecordedItem[], Problem> {
  const chosen = new Set<RecordedItem>();
  for (const name of names) {
    const item =
      items.find(({ id }) => id === name) ??
      (/^[1-9]\d{0,6}$/.test(name) ? items[Number(name) - 1] : undefined);
    if (item === undefined) return err(unknownItem(name));
    chosen.add(item);
  }
  return ok([...chosen]);
}

function notStanding({ outcome }: RecordedItem): string {
  return outcome === "done"
    ? t("This item was taken back already.")
    : t("This item changed nothing, so there is nothing to take back.");
}

function supersededBy(at: string): string {
  return t(
    "A later sync, of {0}, changed the same thing, so it stays as it is. Undo that one first.",
    at,
  );
}

function nothingLeft(): Problem {
  return {
    code: "undo/nothing",
    severity: "error",
    line: null,
    message: t("There is no sync left to undo in this workspace. Nothing was changed."),
  };
}

function alreadyUndone(): Problem {
  return {
    code: "undo/already",
    severity: "error",
    line: null,
    message: t("That sync is undone already. Nothing was changed."),
  };
}

function superseded({ file, section, sectionId }: RecordedItem, at: string): Problem {
  return {
    code: "undo/superseded",
    severity: "error",
    file,
    line: null,
    message: t(
      'A later sync, of {0}, changed "{1}" as well, so this one was not undone and nothing was changed. Undo the later one first, or undo single items.',
      at,
      section ?? sectionId,
    ),
  };
}

/** Says that there is no such run. */
export function unknownRun(runId: string): Problem {
  return {
    code: "undo/unknown-run",
    severity: "error",
    line: null,
    message: t(
      'The history has no sync, or more than one, called "{0}". Nothing was changed. Look at the history for its name; the newest 200 are kept.',
      cutShort(runId, 80),
    ),
  };
}

function unknownItem(name: string): Problem {
  return {
    code: "undo/unknown-item",
    severity: "error",
    line: null,
    message: t(
      'That sync has no item "{0}". Nothing was changed. Look at the sync in the history for its items.',
      cutShort(name, 120),
    ),
  };
}
