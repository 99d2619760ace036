import type { Row } from "./row.ts";

/** Prints the rows in four aligned columns. */
export function printTable(rows: readonly Row[]): void {
  const cells = rows.map((row) => [row.metric, row.measured, row.budget, verdict(row)]);
  printColumns(["metric", "measured", "budget", "ok"], cells);
}

/** Prints lines of cells below their heads: the first column to the left, the others to the right. */
export function printColumns(head: readonly string[], cells: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...cells].map((line) => line[column]?.length ?? 0)),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join("  ");
  console.log(line(head));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const texts of cells) console.log(line(texts));
}

function verdict({ isOk }: Row): string {
  if (isOk === null) return "";
  return isOk ? "yes" : "NO";
}
