import { hashText } from "../kernel/hash.ts";
import type { SafeText } from "../kernel/safe-text.ts";
import type { Redactor } from "../redact/redact.ts";
import { comparableTitle } from "../spec/heading-title.ts";
import { readManagedText } from "../spec/managed-text.ts";
import type { LinkBase } from "./links.ts";
import { TextSide, type SpecSide } from "./sides.ts";

/** Texts that were once agreed on, by the hash that stands for them in the list of links. */
export type BaseTexts = ReadonlyMap<string, string>;

/** The title that was last agreed on; null when its text is not at hand. */
export function baseTitle(texts: BaseTexts, base: LinkBase | undefined): string | null {
  const title = textOf(texts, base?.title);
  return title !== null && hashText(comparableTitle(title)) === base?.title ? title : null;
}

/** The text that was last agreed on; null when it is not at hand. */
export function baseProse(texts: BaseTexts, base: LinkBase | undefined): string | null {
  const text = textOf(texts, base?.text);
  if (text === null) return null;
  return proseHashOf(text) === base?.text ? text : null;
}

/**
 * What the hashes of a base stand for, as far as they are not those of the base before.
 *
 * Shape:  by hash; empty texts are left out, because their hash says it all.
 */
export function newBaseTexts(
  before: LinkBase | undefined,
  after: LinkBase,
  side: SpecSide,
  redact: Redactor,
): Readonly<Record<string, SafeText>> {
  const { title, text } = after;
  return {
    ...(title !== null && title !== before?.title && title === side.titleHash
      ? { [title]: side.title }
      : {}),
    ...(text !== null && text !== before?.text && text === side.proseHash && text !== EMPTY
      ? { [text]: redact(side.wholeProse).text }
      : {}),
  };
}

/** Tells whether a text is what a hash stands for, as a title or as the text of a section. */
export function isTextOf(hash: string, text: string): boolean {
  return hashText(comparableTitle(text)) === hash || proseHashOf(text) === hash;
}

const EMPTY = hashText("");

function textOf(texts: BaseTexts, hash: string | null | undefined): string | null {
  if (hash === null || hash === undefined) return null;
  return hash === EMPTY ? "" : (texts.get(hash) ?? null);
}

function proseHashOf(text: string): string {
  const { prose, criteria } = readManagedText(text);
  const keyed = criteria.map((one) => ({ key: "", ...one }));
  return new TextSide("", prose, keyed).proseHash;
}
