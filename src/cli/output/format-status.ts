import { isBroken, isDismissed } from "../../core/plan/references.ts";
import type { SpecSection } from "../../core/model/spec.ts";
import { coverageOf } from "../../core/view/coverage.ts";
import { ageWords } from "../../core/view/age-words.ts";
import { plural } from "../../core/view/spec-counts.ts";
import type { Drift, StatusRow } from "../../core/view/status-rows.ts";
import { headingText, statusWord } from "./format-spec.ts";
import { alignColumns, type Cell } from "./table.ts";
import type { Theme } from "./theme.ts";

/** Sections file by file, each with its ticket and how the two stand to each other. */
export function formatStatus(rows: readonly StatusRow[], theme: Theme, now: string): string[] {
  if (rows.length === 0) return ["No sections."];
  const lines: string[] = [];
  const aligned = alignColumns(rows.map((row) => statusRow(row, theme, now)));
  let file: string | null = null;
  rows.forEach((row, index) => {
    if (row.file !== file) {
      if (file !== null) lines.push("");
      lines.push(theme.bold(theme.clean(row.file)));
      file = row.file;
    }
    lines.push(aligned[index] ?? "");
  });
  return [...lines, "", theme.bold(totals(rows))];
}

function statusRow(row: StatusRow, theme: Theme, now: string): Cell[] {
  const { section, ticket, drift } = row;
  return [
    { text: headingText(section, theme) },
    { text: theme.clean(statusWord(section)), paint: theme.accent },
    { text: coverageText(section), paint: theme.dim },
    { text: theme.clean(ticket ?? "") },
    { text: theme.clean(ticketWords(row, now)) },
    { text: driftWords(row), paint: paintOf(drift, theme) },
  ];
}

/** How many of its criteria are met with evidence. */
function coverageText(section: SpecSection): string {
  const { criteria, realized } = coverageOf(section);
  return criteria === 0 ? "" : `${realized}/${criteria} realized`;
}

/** The state of a ticket now, else as it was last seen, with its age. */
function ticketWords({ reading, lastKnown }: StatusRow, now: string): string {
  if (reading?.kind === "found") return reading.ticket.status.name;
  return lastKnown === null ? "" : `${lastKnown.status}, ${ageWords(lastKnown.at, now)}`;
}

function driftWords({ drift, health }: StatusRow): string {
  if (health !== null && isDismissed(health)) return "broken link, dismissed";
  if (drift !== null && health !== null && isBroken(health)) {
    return `✖ broken link since ${health.since.slice(0, 10)}`;
  }
  return drift === null ? "" : WORDS[drift];
}

const WORDS: Readonly<Record<Exclude<Drift, null>, string>> = {
  none: "✔ in step",
  spec: "≠ the spec moved",
  tracker: "≠ the ticket moved",
  both: "≠ both moved",
  conflict: "! conflict",
  unlinked: "+ waits for a ticket",
  missing: "✖ no such ticket",
  unreadable: "✖ not readable",
};

function paintOf(drift: Drift, theme: Theme): (text: string) => string {
  switch (drift) {
    case "none":
      return theme.good;
    case "missing":
    case "unreadable":
    case "conflict":
      return theme.bad;
    default:
      return theme.warn;
  }
}

function totals(rows: readonly StatusRow[]): string {
  const linked = rows.filter(({ ticket }) => ticket !== null).length;
  const drifted = rows.filter(({ drift }) => drift !== null && drift !== "none").length;
  const done = rows.filter(({ section }) => section.status?.state === "done").length;
  const rest = drifted === 0 ? "" : `, ${drifted} to look at`;
  return `${plural(rows.length, "section")}: ${done} done, ${linked} linked${rest}.`;
}
