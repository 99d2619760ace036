import { distance } from "fastest-levenshtein";

/** A criterion as far as it takes to know it again. */
export interface Wording {
  readonly key: string;
  readonly text: string;
}

/** What differs between two lists of criteria. */
export interface Differences {
  /** The whole lists, in their own order. */
  readonly before: readonly Wording[];
  readonly after: readonly Wording[];
  /** Those of `before` that are gone, and those of `after` that are new. */
  readonly gone: readonly Wording[];
  readonly fresh: readonly Wording[];
}

/** How much of a text may have been written anew while it still counts as the same. */
const MOST_CHANGED = 0.4;
/** Longer texts are compared by how they begin, and many are not compared at all. */
const LONGEST = 400;
const MOST_PAIRS = 2500;

/**
 * Says which criteria were not removed and added, but reworded.
 *
 * Shape:  the key of the old wording with the key of the new one; each key at most once. Clearly
 *         similar texts go together first, then the one that left a place and the only one that
 *         came to it.
 */
export function pairReworded(differences: Differences): ReadonlyMap<string, string> {
  const { gone, fresh } = differences;
  const pairs = new Map<string, string>();
  if (gone.length === 0 || fresh.length === 0) return pairs;
  if (gone.length * fresh.length <= MOST_PAIRS) pairSimilar(gone, fresh, pairs);
  pairByPlace(differences, pairs);
  return pairs;
}

function pairSimilar(
  gone: readonly Wording[],
  fresh: readonly Wording[],
  pairs: Map<string, string>,
): void {
  const near = gone
    .flatMap((old) => fresh.map((now) => ({ old, now, change: changeOf(old.text, now.text) })))
    .filter(({ change }) => change <= MOST_CHANGED)
    .sort((a, b) => a.change - b.change);
  const taken = new Set<string>();
  for (const { old, now } of near) {
    if (pairs.has(old.key) || taken.has(now.key)) continue;
    pairs.set(old.key, now.key);
    taken.add(now.key);
  }
}

function changeOf(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => text.toLowerCase().slice(0, LONGEST));
  if (a === undefined || b === undefined) return 1;
  return distance(a, b) / Math.max(a.length, b.length, 1);
}

function pairByPlace(
  { before, after, gone, fresh }: Differences,
  pairs: Map<string, string>,
): void {
  const taken = new Set(pairs.values());
  const old = byPlace(before, after, new Set(gone.map(({ key }) => key)), (key) => pairs.has(key));
  const now = byPlace(after, before, new Set(fresh.map(({ key }) => key)), (key) => taken.has(key));
  for (const [place, [key, second]] of old) {
    const [wording, another] = now.get(place) ?? [];
    if (key === undefined || wording === undefined) continue;
    if (second === undefined && another === undefined) pairs.set(key, wording);
  }
}

/** The keys that stand between the same two neighbours, as far as both lists know these. */
function byPlace(
  list: readonly Wording[],
  other: readonly Wording[],
  wanted: ReadonlySet<string>,
  isPaired: (key: string) => boolean,
): Map<string, string[]> {
  const shared = new Set(other.map(({ key }) => key));
  const isFixed = ({ key }: Wording) => shared.has(key);
  const places = new Map<string, string[]>();
  list.forEach((one, index) => {
    if (!wanted.has(one.key) || isPaired(one.key)) return;
    const above = list.slice(0, index).findLast(isFixed)?.key ?? null;
    const below = list.slice(index + 1).find(isFixed)?.key ?? null;
    const place = JSON.stringify([above, below]);
    places.set(place, [...(places.get(place) ?? []), one.key]);
  });
  return places;
}
