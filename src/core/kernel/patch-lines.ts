/**
 * The lines of the new text that a patch wrote.
 *
 * Shape:  a unified diff of one file, with or without what stands before its first hunk; runs in
 *         order, both ends included, at most 1,000. Null for a patch that cannot be followed.
 * Units:  lines count from 1.
 */
export function patchLines(
  patch: string,
): { readonly startLine: number; readonly endLine: number }[] | null {
  const runs: { startLine: number; endLine: number }[] = [];
  let line = 0;
  let left = 0;
  for (const text of patch.split("\n")) {
    const hunk =
      left > 0 ? null : /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,(\d{1,9}))? @@/.exec(text);
    if (hunk !== null) {
      line = Number(hunk[1]);
      left = Number(hunk[2] ?? "1");
      continue;
    }
    if (left === 0 || text.startsWith("-") || text.startsWith("\\")) continue;
    if (!/^[+ ]/.test(text) && text !== "") return null;
    if (text.startsWith("+")) add(runs, line);
    if (runs.length > MOST_RUNS) return null;
    line += 1;
    left -= 1;
  }
  return left > 0 ? null : runs;
}

const MOST_RUNS = 1000;

function add(runs: { startLine: number; endLine: number }[], line: number): void {
  const last = runs.at(-1);
  if (last?.endLine === line - 1) last.endLine = line;
  else runs.push({ startLine: line, endLine: line });
}
