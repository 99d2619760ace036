import type { EvidenceFile } from "../model/spec.ts";
import { inertLine } from "./plain-text.ts";

const MAX_LINES = 16;
const MAX_LENGTH = 160;

/**
 * The first of the cited lines, fit to be shown as text: without hidden characters, indented as
 * they are, cut where they are long.
 *
 * Shape:  `left` counts those that are not shown. A file that is cited as a whole shows its
 *         beginning.
 */
export function shownLines(
  lines: readonly string[],
  { startLine, endLine }: EvidenceFile,
): { readonly lines: readonly string[]; readonly left: number } {
  const cited = startLine === null ? lines : lines.slice(startLine - 1, endLine ?? startLine);
  const shown = cited.slice(0, MAX_LINES).map(shownLine);
  return { lines: shown, left: cited.length - shown.length };
}

function shownLine(line: string): string {
  const indent = /^[ \t]*/.exec(line.slice(0, MAX_LENGTH))?.[0].replace(/\t/g, "  ") ?? "";
  return indent + inertLine(line, MAX_LENGTH);
}
