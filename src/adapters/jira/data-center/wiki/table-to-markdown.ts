import { inlineToMarkdown } from "./inline-to-markdown.ts";

/** Writes one row of a table; the first row of a table brings the line below its head. */
export function rowToMarkdown(line: string, isFirst: boolean): readonly string[] {
  const row = line.trim();
  const isHead = row.startsWith("||");
  const cells = splitCells(row).map(cellToMarkdown);
  if (!isFirst) return [rowOf(cells)];
  const rule = rowOf(cells.map(() => "---"));
  // Markdown has no table without a head.
  return isHead ? [rowOf(cells), rule] : [rowOf(cells.map(() => "")), rule, rowOf(cells)];
}

function splitCells(row: string): readonly string[] {
  const inside = row.replace(/^\|\|?/, "").replace(/\|\|?$/, "");
  const cells = [""];
  for (const [piece] of inside.matchAll(/\\.|\[[^\]\n]*\]|!\S+?!|\|\|?|[^]/g)) {
    if (piece.startsWith("|")) cells.push("");
    else cells.push((cells.pop() ?? "") + piece);
  }
  return cells;
}

function cellToMarkdown(cell: string): string {
  return inlineToMarkdown(cell.trim()).replace(/\|/g, "\\|");
}

function rowOf(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === "" ? "  " : ` ${cell} `)).join("|")}|`;
}
