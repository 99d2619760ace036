import { applySplices, type Splice } from "./splice.ts";

/**
 * One stretch of an edited text, and what stood there before the first edit.
 *
 * Units: `start` and `end` are offsets in UTF-16 units of the text as it is now.
 */
export interface TrackedEdit extends Splice {
  /** Who made it; several where edits of different owners met. */
  readonly owners: readonly string[];
}

export interface OwnedSplice extends Splice {
  readonly owner: string;
}

/**
 * Follows edits through further ones, so that each can be taken back from the last text.
 *
 * Shape:  `edits` refer to `text`, as do `splices`; the answer refers to the text after the
 *         splices, in order and without overlaps. Edits that meet become one of all their owners.
 */
export function trackEdits(
  edits: readonly TrackedEdit[],
  text: string,
  splices: readonly OwnedSplice[],
): TrackedEdit[] {
  const tracked: TrackedEdit[] = [];
  let shift = 0;
  for (const group of groupsOf(edits, splices)) {
    const start = Math.min(...group.map(({ part }) => part.start));
    const end = Math.max(...group.map(({ part }) => part.end));
    const own = group.flatMap(({ part, isNew }) => (isNew ? [part] : []));
    const former = group.flatMap(({ part, isNew }) => (isNew ? [] : [part]));
    const grown = own.reduce((sum, one) => sum + one.text.length - (one.end - one.start), 0);
    tracked.push({
      owners: [...new Set(group.flatMap(({ owners }) => owners))],
      start: start + shift,
      end: end + shift + grown,
      text: before(text, start, end, former),
    });
    shift += grown;
  }
  return tracked;
}

interface Part {
  readonly part: Splice;
  readonly owners: readonly string[];
  readonly isNew: boolean;
}

/** Parts that share text, or an empty place, belong together; neighbours do not. */
function groupsOf(edits: readonly TrackedEdit[], splices: readonly OwnedSplice[]): Part[][] {
  const parts: Part[] = [
    ...edits.map((part) => ({ part, owners: part.owners, isNew: false })),
    ...splices.map((part) => ({ part, owners: [part.owner], isNew: true })),
  ].sort((a, b) => a.part.start - b.part.start || a.part.end - b.part.end);
  const groups: Part[][] = [];
  let end = -1;
  for (const one of parts) {
    const last = groups.at(-1);
    const isSamePlace = last?.some(({ part }) => isEmptyPlace(part, one.part)) === true;
    if (last !== undefined && (one.part.start < end || isSamePlace)) last.push(one);
    else groups.push([one]);
    end = Math.max(end, one.part.end);
  }
  return groups;
}

function isEmptyPlace(a: Splice, b: Splice): boolean {
  return a.start === b.start && a.end === a.start && b.end === b.start;
}

/** What stood between two places before the former edits there. */
function before(text: string, start: number, end: number, former: readonly Splice[]): string {
  const within = former.map((one) => ({
    ...one,
    start: one.start - start,
    end: one.end - start,
  }));
  return applySplices(text.slice(start, end), within);
}
