import type { LineRange } from "../../model/merged-work.ts";

const MAX_NAMES = 8;

/**
 * The names and strings of the code that a criterion quotes: what stands in backticks, and quoted
 * words without a blank.
 *
 * Shape:  distinct, at most eight, each of three characters or more with a letter or digit in it.
 */
export function quotedNames(criterion: string): string[] {
  const quoted = [
    ...criterion.matchAll(/`([^`\r\n]{1,120})`|"([^"\s]{1,120})"|“([^”\s]{1,120})”/g),
  ];
  const names = quoted.map(([, code, plain, curly]) =>
    (code ?? plain ?? curly ?? "").trim().replace(/\(\)$/, ""),
  );
  const telling = names.filter((name) => name.length >= 3 && /[\p{L}\p{N}]/u.test(name));
  return [...new Set(telling)].slice(0, MAX_NAMES);
}

/**
 * The first line of a text that holds a name as a whole, from 1; undefined where there is none.
 *
 * `among` limits the look to changed lines; null looks at all.
 */
export function findName(
  lines: readonly string[],
  name: string,
  among: readonly LineRange[] | null,
): number | undefined {
  const ranges = among ?? [{ startLine: 1, endLine: lines.length }];
  for (const { startLine, endLine } of ranges) {
    for (let line = startLine; line <= Math.min(endLine, lines.length); line++) {
      if (holds(lines[line - 1] ?? "", name)) return line;
    }
  }
  return undefined;
}

function holds(line: string, name: string): boolean {
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
    const isWhole =
      !(isWordAt(name, 0) && isWordAt(line, at - 1)) &&
      !(isWordAt(name, name.length - 1) && isWordAt(line, at + name.length));
    if (isWhole) return true;
  }
  return false;
}

function isWordAt(text: string, index: number): boolean {
  return /[\p{L}\p{N}_$]/u.test(text.charAt(index));
}
