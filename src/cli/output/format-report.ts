import type { ApplyReport, ItemResult, Outcome } from "../../sync/report.ts";
import { describeItem } from "./format-plan.ts";
import { alignColumns, type Cell } from "./table.ts";
import type { Theme } from "./theme.ts";

/** What a person wants to see: tickets that came to be, what was given up, and whatever went wrong. */
export function formatResults(report: ApplyReport, theme: Theme): string[] {
  const shown = report.results.filter(
    ({ item, outcome }) =>
      outcome !== "done" ||
      item.kind === "create-ticket" ||
      item.kind === "create-shadow" ||
      item.reason.startsWith("conflict/"),
  );
  const rows = alignColumns(shown.map((result) => resultRow(result, theme)));
  return shown.flatMap(({ item, error }, index) => {
    const givenUp = item.reason.startsWith("conflict/") ? item.note : null;
    const details = [error, givenUp].filter((text) => text !== null);
    return [rows[index] ?? "", ...details.map((text) => `      ${theme.clean(text)}`)];
  });
}

const MARKS: Readonly<Record<Outcome, string>> = {
  done: "✔ done",
  stale: "! stale",
  failed: "✖ failed",
  unsure: "? unsure",
  skipped: "- skipped",
};

function resultRow({ item, outcome, ticket }: ItemResult, theme: Theme): Cell[] {
  const paints = {
    done: theme.good,
    stale: theme.warn,
    failed: theme.bad,
    unsure: theme.bad,
    skipped: theme.dim,
  };
  return [
    { text: MARKS[outcome], paint: paints[outcome] },
    { text: theme.clean(`${item.file}#${item.sectionId}`) },
    { text: describeItem(item) },
    { text: theme.clean(ticket ?? item.ticket ?? "") },
  ];
}
