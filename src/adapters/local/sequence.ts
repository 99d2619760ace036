/**
 * The highest number that was given to a ticket with this prefix, 0 for none.
 *
 * Shape: `text` is the committed `.sequence` file, `keys` the tickets beside it. After a merge that
 *        went wrong the file may name a prefix twice; the higher number counts. Prefixes compare
 *        without case, as file names do on many disks.
 */
export function highestNumber(text: string, keys: readonly string[], prefix: string): number {
  const numbers = [
    ...[...text.matchAll(LINE)].map((match) => [match[1], match[2]] as const),
    ...keys.map(splitKey),
  ].filter(([word]) => word?.toLowerCase() === prefix.toLowerCase());
  return numbers.reduce((highest, [, digits]) => Math.max(highest, Number(digits)), 0);
}

/** The `.sequence` file once `number` was given to `prefix`. */
export function noteNumber(text: string, prefix: string, number: number): string {
  const highest = new Map([[prefix, number]]);
  for (const [, word = "", digits] of text.matchAll(LINE)) {
    highest.set(word, Math.max(highest.get(word) ?? 0, Number(digits)));
  }
  const lines = [...highest].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${HEAD}\n${lines.map(([word, digits]) => `${word} ${digits}\n`).join("")}`;
}

const HEAD = "# The highest number given to a ticket. Commit this file: no number is given twice.";

/** Nine digits are plenty; a longer number somebody made up must not use up all the others. */
const LINE = /^([A-Za-z][A-Za-z0-9_]*) (\d{1,9})\r?$/gm;

/** The two halves of a key; both empty when its number is too long to be one of Canon's. */
export function splitKey(key: string): readonly [prefix: string, digits: string] {
  const [, prefix = "", digits = ""] = /^([A-Za-z][A-Za-z0-9_]*)-(\d{1,9})$/.exec(key) ?? [];
  return [prefix, digits];
}
