import type { SpecDocument, SpecSection } from "../model/spec.ts";

/**
 * A heading with lenses. `line` counts from 1 and is where the heading stands now; the section's
 * own line numbers are those of the text it was read from. Its place in the list is its index.
 */
export interface LensRow {
  readonly section: SpecSection;
  readonly line: number;
}

/**
 * One replacement in a text, by its lines.
 *
 * Units: lines count from 1; `lastLine` is the last line it touched in the text before, and
 *        `addedLines` how many more lines the text has since.
 */
export interface LineChange {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly addedLines: number;
}

/** A text after a change, line by line. Units: lines count from 1. */
export interface LinesNow {
  readonly lineCount: number;
  lineText(line: number): string;
}

export function lensRows(document: SpecDocument): LensRow[] {
  return document.sections.map((section) => ({ section, line: section.line }));
}

/**
 * Brings rows up to date after a change inside one section, by reading that section alone.
 *
 * This works because a heading that begins with `#` in the first column ends whatever stands
 * before it, except a block that has no end or that wants an empty line.
 *
 * Shape:  the rows that a full parse of the new text would give; undefined when the change may
 *         reach further than its section, and a full parse is needed.
 */
export function updateLensRows(
  rows: readonly LensRow[],
  change: LineChange,
  now: LinesNow,
  parse: (text: string) => SpecDocument,
): LensRow[] | undefined {
  const at = rows.findLastIndex((row) => row.line <= change.firstLine);
  const row = rows[at];
  const next = rows[at + 1];
  if (row === undefined || (next !== undefined && change.lastLine >= next.line)) return undefined;
  if (!isBelowFrontMatter(now, rows[0]?.line ?? 1)) return undefined;
  const end = next === undefined ? now.lineCount + 1 : next.line + change.addedLines;
  if (!isPlainHeading(now, row.line) || !isClosedBefore(now, end)) return undefined;
  const own = readAlone(now, row.line, end, parse);
  if (own === undefined) return undefined;
  const after = rows.slice(at + 1);
  const moved =
    change.addedLines === 0
      ? after
      : after.map(({ section, line }) => ({ section, line: line + change.addedLines }));
  return [...rows.slice(0, at), ...own, ...moved];
}

/** Whether what may be a front matter ends above the first heading; else any line may belong to it. */
function isBelowFrontMatter(now: LinesNow, firstHeading: number): boolean {
  if (now.lineText(1).trim() !== "---") return true;
  for (let line = 2; line < firstHeading; line++) {
    if (now.lineText(line).trimEnd() === "---") return true;
  }
  return false;
}

function isClosedBefore(now: LinesNow, end: number): boolean {
  if (end > now.lineCount) return true;
  return isPlainHeading(now, end) && now.lineText(end - 1).trim() === "";
}

function isPlainHeading(now: LinesNow, line: number): boolean {
  return /^#{2,6}(?:[ \t]|$)/.test(now.lineText(line));
}

/** Undefined when the part does not begin with a section or leaves something open at its end. */
function readAlone(
  now: LinesNow,
  first: number,
  end: number,
  parse: (text: string) => SpecDocument,
): LensRow[] | undefined {
  const lines: string[] = [];
  for (let line = first; line < end; line++) lines.push(now.lineText(line));
  const part = parse(lines.join("\n"));
  if (part.sections[0]?.line !== 1 || !part.writable) return undefined;
  if (part.problems.some(({ code }) => NEVER_CLOSED.has(code))) return undefined;
  return part.sections.map((section) => ({ section, line: section.line + first - 1 }));
}

const NEVER_CLOSED: ReadonlySet<string> = new Set([
  "spec/unclosed-block",
  "spec/unclosed-comment",
  "spec/too-deep",
]);
