import { closest, distance } from "fastest-levenshtein";
import { t } from "../kernel/texts.ts";

/**
 * The known word that a person most likely meant.
 *
 * Shape: null when no known word resembles the given one.
 */
export function nearestKey(word: string, known: readonly string[]): string | null {
  // The distance is quadratic in the length, and no known word comes near this limit.
  if (known.length === 0 || word.length > 100) return null;
  const wanted = plain(word);
  const nearest = closest(wanted, known.map(plain));
  const length = Math.max(wanted.length, nearest.length);
  if (distance(wanted, nearest) > Math.max(2, Math.floor(length / 2))) return null;
  return known.find((name) => plain(name) === nearest) ?? null;
}

/** A sentence that helps with a word that is not known: the nearest one, or all of them. */
export function suggest(word: string, known: readonly string[]): string {
  const nearest = nearestKey(word, known);
  if (nearest !== null) return t("Did you mean `{0}`?", nearest);
  return t("Known here: {0}.", known.map((name) => `\`${name}\``).join(", "));
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[\s-]+/g, "_");
}
