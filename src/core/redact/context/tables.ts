import type { LabelledSpan } from "../rule.ts";
import { NAME_HINT, nameStrength } from "./secret-names.ts";
import { isStrongValue, looksRandom } from "./secret-values.ts";

interface Cell {
  readonly start: number;
  readonly text: string;
}

/** Secrets in Markdown tables: below a heading that names one, or beside a cell that does. */
export function findTableSecrets(text: string): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  let columns: ReadonlySet<number> = NONE;
  let lastEnd = -1;
  for (let bar = text.indexOf("|"); bar >= 0; bar = text.indexOf("|", lastEnd)) {
    const start = text.lastIndexOf("\n", bar) + 1;
    if (start !== lastEnd + 1) columns = NONE;
    const newline = text.indexOf("\n", bar);
    lastEnd = newline < 0 ? text.length : newline;
    const line = lastEnd - start > LONGEST_LINE ? "" : text.slice(start, lastEnd);
    if (RULE.test(line)) columns = secretColumns(lineBefore(text, start));
    else spans.push(...secretsIn(cellsOf(line, start), columns));
  }
  return spans;
}

function lineBefore(text: string, start: number): string {
  const end = start - 1;
  if (end < 0) return "";
  return text.slice(Math.max(text.lastIndexOf("\n", end - 1) + 1, end - LONGEST_LINE), end);
}

const NONE: ReadonlySet<number> = new Set();
const LONGEST_LINE = 4096;
const RULE = /^[ \t>|:-]*-[ \t|:-]*$/;

function secretColumns(heading: string): ReadonlySet<number> {
  if (!NAME_HINT.test(heading)) return NONE;
  const named = cellsOf(heading, 0).flatMap(({ text }, index) =>
    isSecretName(text) ? [index] : [],
  );
  return new Set(named);
}

function secretsIn(cells: readonly Cell[], columns: ReadonlySet<number>): LabelledSpan[] {
  return cells.flatMap(({ start, text }, index) => {
    const before = cells[index - 1]?.text;
    const mayBeNamed = before !== undefined && before.length <= 60;
    if (!columns.has(index) && !mayBeNamed) return [];
    const bare = /^[`*_"']{0,3}(.*?)[`*_"']{0,3}$/.exec(text)?.[1] ?? text;
    const isSecret =
      isStrongValue(bare, { isQuoted: bare !== text, isTight: false }) || looksRandom(bare, 16);
    if (!isSecret || !(columns.has(index) || (mayBeNamed && isSecretName(before)))) return [];
    const at = start + text.indexOf(bare);
    return [{ start: at, end: at + bare.length, label: "secret" }];
  });
}

function isSecretName(name: string): boolean {
  return nameStrength(name.replace(/[`*]/g, "")) === "strong";
}

function cellsOf(line: string, start: number): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  for (const part of line.split("|")) {
    const trimmed = part.trim();
    if (trimmed !== "") cells.push({ start: start + from + part.indexOf(trimmed), text: trimmed });
    from += part.length + 1;
  }
  return cells;
}
