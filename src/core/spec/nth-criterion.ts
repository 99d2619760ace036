import type { SpecSection } from "../model/spec.ts";

/** The index of the criterion with a text that stands after so many others with it; -1 for none. */
export function nthCriterion({ criteria }: SpecSection, text: string, after: number): number {
  const same = criteria.flatMap((one, index) => (one.text === text ? [index] : []));
  return same[after] ?? -1;
}
