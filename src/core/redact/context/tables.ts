import type { LabelledSpan } from "../rule.ts";
import { NAME_HINT, nameStrength } from "./secret-names.ts";
import { isStrongValue, looksRandom } from "./secret-values.ts";

interface Cell {
  readonly start: number;
  readonly text: string;
}

/** Secrets in Markdown tables: below a heading that names one, or beside a cell that does. */
export function findTableSecrets(text: string): LabelledSpan[] {
  if (!text.includes("|")) return [];
  const spans: LabelledSpan[] = [];
  let columns: ReadonlySet<number> = NONE;
  let previous = "";
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = end - start > LONGEST_LINE ? "" : text.slice(start, end);
    if (!line.includes("|")) columns = NONE;
    else if (RULE.test(line)) columns = secretColumns(previous);
    else if (columns.size > 0 || NAME_HINT.test(line)) {
      spans.push(...secretsIn(cellsOf(line, start), columns));
    }
    previous = line;
    start = end + 1;
  }
  return spans;
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
    const isNamed = before !== undefined && before.length <= 60 && isSecretName(before);
    if (!columns.has(index) && !isNamed) return [];
    const bare = /^[`*_"']{0,3}(.*?)[`*_"']{0,3}$/.exec(text)?.[1] ?? text;
    const isSecret =
      isStrongValue(bare, { isQuoted: bare !== text, isTight: false }) || looksRandom(bare, 16);
    if (!isSecret) return [];
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
