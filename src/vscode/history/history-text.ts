import { counted, t } from "../../core/kernel/texts.ts";
import { plainLine } from "../../core/view/plain-text.ts";
import { recordedRows, type RecordedRow } from "../../core/view/recorded-rows.ts";
import { doneSentence } from "../../core/view/report-text.ts";
import { capital } from "../../core/kernel/capital.ts";
import type { RunRecord } from "../../sync/run-record.ts";

/** A run as a text to read, and where its items stand in it. */
export interface HistoryText {
  readonly text: string;
  readonly items: readonly PlacedRow[];
  /** Whether anything of the run could still be taken back. */
  readonly isStanding: boolean;
}

export interface PlacedRow {
  readonly row: RecordedRow;
  /** Lines count from 0: the section's name, and the ticket's key below it. */
  readonly sectionLine: number;
  readonly ticketLine: number | null;
}

/** Writes a run down: what it did, to which section and ticket, why, and with which requests. */
export function historyText(run: RunRecord, date: string): HistoryText {
  const rows = recordedRows(run.items, new Set(run.undone));
  const lines = [t("Canon sync, {0}", date), ...headLines(run, rows)];
  const items: PlacedRow[] = [];
  let file: string | undefined;
  for (const row of rows) {
    if (row.file !== file) {
      file = row.file;
      lines.push("", file, "");
    }
    const sectionLine = lines.push(`  ${row.number}. ${row.section}`) - 1;
    lines.push(`      ${labelOf(row)}`);
    const why = [row.ticket, row.reason].filter((text) => text !== null && text !== "");
    const whyLine = why.length === 0 ? null : lines.push(`      ${why.join(", ")}`) - 1;
    for (const detail of row.details) lines.push(`      ${detail}`);
    items.push({ row, sectionLine, ticketLine: row.ticket === null ? null : whyLine });
  }
  lines.push(...requestLines(run));
  const isStanding = rows.some(({ state }) => state === "done");
  return { text: `${lines.join("\n")}\n`, items, isStanding };
}

/** Whether a run is undone, or how much of it; empty where nothing was taken back. */
export function undoneWords({ undone, items }: RunRecord): string {
  const done = items.filter(({ outcome }) => outcome === "done").length;
  if (undone.length === 0) return "";
  return undone.length >= done ? t("undone") : t("{0} of {1} undone", undone.length, done);
}

function labelOf({ label, state }: RecordedRow): string {
  switch (state) {
    case "done":
      return label;
    case "not-done":
      return t("{0} (not done)", label);
    case "undone":
      return t("{0} (undone)", label);
  }
}

function headLines(run: RunRecord, rows: readonly RecordedRow[]): string[] {
  const words = undoneWords(run);
  const done =
    doneSentence(run.summary) ??
    counted(rows.length, "Canon changed 1 item.", "Canon changed {0} items.");
  return [words === "" ? done : `${done} ${capital(words)}.`];
}

function requestLines({ requests }: RunRecord): string[] {
  if (requests === null || requests.total === 0) return [];
  const hosts = Object.entries(requests.byHost).map(([host, count]) => `${host} ${count}`);
  const sent = requests.sent.map(
    ({ host, what, count }) => `  ${t("{0} × {1} at {2}", count, what, host)}`,
  );
  return [
    "",
    `${counted(requests.total, "1 request", "{0} requests")}: ${plainLine(hosts.join(", "), 300)}`,
    ...sent.map((line) => `  ${plainLine(line, 200)}`),
  ];
}
