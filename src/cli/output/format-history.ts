import { recordedRows, type RecordedRow } from "../../core/view/recorded-rows.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { RunRecord } from "../../sync/run-record.ts";
import { formatSummary } from "./format-plan.ts";
import { shorten } from "./plain-text.ts";
import { alignColumns, type Cell } from "./table.ts";
import type { Theme } from "./theme.ts";

/** Enough to name a run; more is taken as well. */
const NAME_LENGTH = 8;

/** One line a run, newest first. */
export function formatRuns(runs: readonly RunRecord[], theme: Theme): string[] {
  if (runs.length === 0) return ["No sync has changed anything in this workspace yet."];
  return [
    ...alignColumns(runs.map((run) => runRow(run, theme))),
    theme.dim("`canon history NAME` shows one of them, `canon undo NAME` takes it back."),
  ];
}

function runRow(run: RunRecord, theme: Theme): Cell[] {
  const { runId, at, summary } = run;
  return [
    { text: dateOf(at) },
    { text: theme.clean(runId.slice(0, NAME_LENGTH)), paint: theme.bold },
    { text: formatSummary(summary, true) },
    { text: undoneWords(run), paint: theme.dim },
  ];
}

function undoneWords({ undoneAt, undone, items }: RunRecord): string {
  if (undoneAt === null && undone.length === 0) return "";
  const done = items.filter(({ outcome }) => outcome === "done").length;
  return undone.length >= done ? "undone" : `${undone.length} of ${done} undone`;
}

/** One run, item by item, and what it cost. */
export function formatRun(run: RunRecord, theme: Theme): string[] {
  const rows = recordedRows(run.items, new Set(run.undone));
  const lines = alignColumns(rows.map((row) => itemRow(row, theme)));
  const words = undoneWords(run);
  return [
    `${theme.bold(theme.clean(run.runId))}  ${dateOf(run.at)}${words === "" ? "" : `  ${words}`}`,
    ...rows.flatMap(({ details }, index) => [
      lines[index] ?? "",
      ...details.map((detail) => theme.dim(`      ${theme.clean(detail)}`)),
    ]),
    ...requestLines(run, theme),
  ];
}

const MARKS: Readonly<Record<RecordedRow["state"], string>> = {
  done: "✔ done",
  "not-done": "✖ not done",
  undone: "↶ undone",
};

function itemRow(row: RecordedRow, theme: Theme): Cell[] {
  const paints = { done: theme.good, "not-done": theme.bad, undone: theme.dim };
  return [
    { text: String(row.number), paint: theme.bold },
    { text: MARKS[row.state], paint: paints[row.state] },
    { text: shorten(theme.clean(`${row.file}#${row.sectionId}`), 60) },
    { text: theme.clean(row.label) },
    { text: row.reason === "" ? "" : `(${row.reason})`, paint: theme.dim },
  ];
}

function requestLines({ requests }: RunRecord, theme: Theme): string[] {
  if (requests === null || requests.total === 0) return [];
  const hosts = Object.entries(requests.byHost).map(([host, count]) => `${host} ${count}`);
  return [
    theme.dim(`${plural(requests.total, "request")}: ${theme.clean(hosts.join(", "))}`),
    ...requests.sent.map(({ host, what, count }) =>
      theme.dim(`  ${count} × ${theme.clean(`${what} at ${host}`)}`),
    ),
  ];
}

/** To the minute, in UTC, as in the other tools that people put side by side with this one. */
function dateOf(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
