/**
 * One replacement in a text.
 *
 * Units: `start` and `end` are offsets in UTF-16 units of the original text, `end` exclusive.
 */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies splices that all refer to the original text; every unit outside them stays.
 *
 * Errors: throws on overlapping or out-of-range splices, which would be a bug of the caller.
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = "";
  let position = 0;
  for (const splice of inOrder(splices)) {
    if (splice.start < position || splice.end < splice.start || splice.end > text.length) {
      throw new RangeError(`splice ${splice.start}..${splice.end} overlaps or is out of range`);
    }
    result += text.slice(position, splice.start) + splice.text;
    position = splice.end;
  }
  return result + text.slice(position);
}

/** Removals that reach into each other, as one each. */
export function joinRemovals(removals: readonly Splice[]): Splice[] {
  const joined: Splice[] = [];
  for (const removal of inOrder(removals)) {
    const before = joined.at(-1);
    if (before === undefined || removal.start >= before.end) joined.push(removal);
    else
      joined[joined.length - 1] = {
        start: before.start,
        end: Math.max(before.end, removal.end),
        text: before.text + removal.text,
      };
  }
  return joined;
}

function inOrder(splices: readonly Splice[]): Splice[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}
