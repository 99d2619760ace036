import { sharedLengths } from "./shared-lengths.ts";

/** Some lines of a file. Lines count from 1; `endLine` is the last one. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * Where cited lines are by now.
 *
 * `ambiguous`: their text stands in several places, and nothing tells which one was meant.
 * `changed`: their text stands nowhere any more.
 */
export type Anchor =
  | { readonly kind: "same" }
  | { readonly kind: "moved"; readonly range: LineRange }
  | { readonly kind: "ambiguous" | "changed" };

/**
 * Finds lines of one version of a file in another one, by what they say and what stands around.
 *
 * Shape:  an answer is given only where one place fits best above and below. Where the lines alone
 *         say little, such as a bracket, something beside them has to be the same as well.
 * Units:  the range must lie within `before`. The work grows with the lengths of both versions.
 */
export function reAnchor(
  before: readonly string[],
  { startLine, endLine }: LineRange,
  after: readonly string[],
): Anchor {
  const numbers = new Map<string, number>();
  const [old, now] = [numbered(before, numbers), numbered(after, numbers)];
  const start = startLine - 1;
  const cited: Cited = {
    above: [...old.slice(0, start).reverse(), START],
    block: old.slice(start, endLine),
    below: [...old.slice(endLine), END],
  };
  const found = placesOf(cited, now);
  const [best] = found.toSorted((a, b) => b.above - a.above || b.below - a.below);
  if (best === undefined) return { kind: "changed" };
  const near = nearestWords(before, start, endLine);
  const holdsAbove = best.above >= Math.min(near.above, cited.above.length);
  const holdsBelow = best.below >= Math.min(near.below, cited.below.length);
  const isMeant =
    found.length === 1
      ? best.above >= near.above ||
        best.below >= near.below ||
        isTelling(before.slice(start, endLine))
      : holdsAbove && holdsBelow && found.every((other) => other === best || fits(best, other));
  if (!isMeant) return { kind: "ambiguous" };
  if (best.at === start) return { kind: "same" };
  const range = { startLine: best.at + 1, endLine: best.at + cited.block.length };
  return { kind: "moved", range };
}

/** So many letters and digits are not written twice by chance. */
const TELLING_LETTERS = 40;

/** Stand above the first line and below the last one; no line has these numbers. */
const START = -2;
const END = -3;

/** Lines as numbers, equal ones alike. What is above is read upward from the cited lines. */
interface Cited {
  readonly above: readonly number[];
  readonly block: readonly number[];
  readonly below: readonly number[];
}

/** A place that reads like the cited lines, and how many lines above and below it do as well. */
interface Place {
  readonly at: number;
  readonly above: number;
  readonly below: number;
}

function numbered(lines: readonly string[], numbers: Map<string, number>): number[] {
  return lines.map((line) => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    return number;
  });
}

function placesOf({ above, block, below }: Cited, lines: readonly number[]): Place[] {
  const size = block.length;
  const upward = sharedLengths(above, [...[...lines].reverse(), START]);
  const downward = sharedLengths(below, [...lines, END]);
  return sharedLengths(block, lines).flatMap((length, at) =>
    length < size
      ? []
      : [{ at, above: upward[lines.length - at] ?? 0, below: downward[at + size] ?? 0 }],
  );
}

/** At least as good on both sides, and better on one. */
function fits(one: Place, other: Place): boolean {
  if (one.above < other.above || one.below < other.below) return false;
  return one.above > other.above || one.below > other.below;
}

/**
 * How many lines away the next line stands that tells something, above and below: one with words
 * that is none of the cited lines. The file's end is none.
 */
function nearestWords(
  lines: readonly string[],
  start: number,
  end: number,
): { readonly above: number; readonly below: number } {
  const cited = new Set(lines.slice(start, end));
  const tells = (line: string): boolean => /[\p{L}\p{N}]/u.test(line) && !cited.has(line);
  const above = lines.slice(0, start).findLastIndex(tells);
  const below = lines.slice(end).findIndex(tells);
  return { above: above < 0 ? Infinity : start - above, below: below < 0 ? Infinity : below + 1 };
}

/** Counted no further than it matters. */
function isTelling(lines: readonly string[]): boolean {
  let count = 0;
  for (const line of lines) {
    if (count >= TELLING_LETTERS) break;
    count += line.slice(0, 1000).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  }
  return count >= TELLING_LETTERS;
}
