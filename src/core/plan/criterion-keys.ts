import { hashText } from "../kernel/hash.ts";
import { comparableText } from "../spec/comparable-text.ts";
import { toCriterionText } from "../spec/criterion-text.ts";

/** Of criteria by their keys, those whose text none of `known` has, and each text once. */
export function newTexts<T extends { readonly key: string }>(
  criteria: readonly T[],
  known: readonly { readonly key: string }[],
): T[] {
  const said = new Set(known.map(({ key }) => hashOf(key)));
  return criteria.filter(({ key }) => {
    const isNew = !said.has(hashOf(key));
    said.add(hashOf(key));
    return isNew;
  });
}

function hashOf(key: string): string {
  return key.replace(/#\d+$/, "");
}

/** The keys of criteria in their order: a hash of each text, with `#2`, `#3` … for equal ones. */
export function criterionKeys(texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const hash = hashText(comparableText(toCriterionText(text)));
    const nth = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, nth);
    return nth === 1 ? hash : `${hash}#${nth}`;
  });
}
