import { distance } from "fastest-levenshtein";

/**
 * Known words that a person may have meant, the likeliest first.
 *
 * Shape: `meanings` are words of other programs with what they are called here; one that is found
 *        there stands alone. Without a resemblance, there are none.
 */
export function nearestWords<Word extends string>(
  written: string,
  known: readonly Word[],
  meanings: ReadonlyMap<string, Word>,
): Word[] {
  const word = plain(written);
  // The distance is quadratic in the length, and no known word comes near this limit.
  if (word === "" || word.length > 40) return [];
  const meant = known.find((one) => plain(one) === word) ?? meanings.get(word);
  if (meant !== undefined) return [meant];
  return known
    .map((one) => ({ one, far: distance(word, plain(one)) }))
    .filter(({ one, far }) => far <= Math.max(1, Math.floor(one.length / 3)))
    .sort((a, b) => a.far - b.far)
    .map(({ one }) => one);
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, "_");
}
