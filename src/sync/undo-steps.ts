import { t } from "../core/kernel/texts.ts";
import { ticketId } from "../core/model/ticket-ref.ts";
import type { UndoItem, UndoStep } from "./report.ts";
import type { RunRecord } from "./run-record.ts";

/** How each ticket and each file fared, put together from the items that had touched it. */
export function toSteps(record: RunRecord, items: readonly UndoItem[]): UndoStep[] {
  const ended = new Map(items.map((item) => [item.id, item]));
  const files = record.files.map(({ path, changes, inverse }) => ({
    kind: "file" as const,
    what: path,
    ids:
      inverse === undefined
        ? changes.flatMap((change) => change.items)
        : items.filter((one) => one.kind === "edit-file" && one.file === path).map(({ id }) => id),
  }));
  const tickets = new Map<string, string[]>();
  for (const { ref, item } of record.tickets) {
    const what = ticketId(ref);
    tickets.set(what, [...(tickets.get(what) ?? []), item]);
  }
  const parts = [
    ...files,
    ...[...tickets].map(([what, ids]) => ({ kind: "ticket" as const, what, ids })),
  ];
  const steps = parts.flatMap(({ kind, what, ids }) => {
    const own = [...new Set(ids)].flatMap((id) => ended.get(id) ?? []);
    return own.length === 0 ? [] : [step(kind, what, own)];
  });
  const shown = new Set(parts.flatMap(({ ids }) => ids));
  const rest = items.filter(({ id }) => !shown.has(id));
  return [...steps, ...rest.map((one) => step("file", one.file, [one]))];
}

function step(kind: UndoStep["kind"], what: string, items: readonly UndoItem[]): UndoStep {
  const left = items.filter(({ outcome }) => outcome !== "done");
  const [first] = left;
  if (first === undefined) return { kind, what, outcome: "done", message: doneWords(kind, items) };
  const message =
    items.length === 1
      ? first.message
      : t("{0} ({1} of {2} edits stay)", first.message, left.length, items.length);
  return { kind, what, outcome: first.outcome, message };
}

function doneWords(kind: UndoStep["kind"], items: readonly UndoItem[]): string {
  if (kind === "file") return t("The edits of the sync were taken back.");
  return items[0]?.message ?? "";
}
