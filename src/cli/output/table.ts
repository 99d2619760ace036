import { visibleLength } from "./plain-text.ts";

/** A cell: what it says, and how it is painted once its width is known. */
export interface Cell {
  readonly text: string;
  readonly paint?: ((text: string) => string) | undefined;
}

/** Lines up cells in columns. Empty columns take no room; the last one is not padded. */
export function alignColumns(rows: readonly (readonly Cell[])[], indent = "  "): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, visibleLength(cell.text));
    });
  }
  return rows.map((row) => {
    const last = row.findLastIndex((cell) => cell.text !== "");
    const cells = row
      .slice(0, last + 1)
      .map((cell, column) => pad(cell, column === last ? 0 : (widths[column] ?? 0)))
      .filter((_, column) => (widths[column] ?? 0) > 0);
    return indent + cells.join("  ");
  });
}

function pad({ text, paint }: Cell, width: number): string {
  const painted = paint === undefined ? text : paint(text);
  return painted + " ".repeat(Math.max(0, width - visibleLength(text)));
}
