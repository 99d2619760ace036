import {
  CLOSING,
  CONDITION_AFTER,
  ON_CONDITION,
  VERB_AFTER,
  type ClosingWords,
} from "./manner-words.ts";

/** One name of a list in its line, with what stands between it and the name before it. */
export interface Listing {
  readonly text: string;
  readonly between: string;
  /** Units: UTF-16 offsets into `text`. */
  readonly start: number;
  readonly end: number;
}

/** The end of a link, or marks around a name. */
const CLOSED = String.raw`[\])*_]{0,4}(?:\([^()\s]{0,500}\))?[*_]{0,3}`;
const OPENED = String.raw`[[*_]{0,4}`;
const LIST = new RegExp(
  String.raw`^${CLOSED}\s{0,3}(?:,|and|&|\+|\/|,\s?(?:and|&))?\s{0,3}${OPENED}$`,
  "i",
);
const CHAIN = new RegExp(
  String.raw`^${CLOSED}\s{0,3}(?:[,;]|,?\s{0,3}(?:and|&|\+))\s{1,3}(?:(?:it|this|also|and|then)\s){0,2}[*_]{0,3}$`,
  "i",
);
const CHOICE = new RegExp(String.raw`^${CLOSED}\s{0,3},?\s{0,3}(?:and\/)?or\s{1,3}${OPENED}$`, "i");
/** What may follow the last name of a list without saying something of that name alone. */
const CLEAR_END =
  /^[\]*_]{0,4}(?:\([^()\s]{0,500}\))?[*_]{0,3}(?:$|\s*$|[.,;:!)\]]|\s*[,&+/]|\s+(?:and|by|for|from|on|with)\s|\s+[[(–—-]|\s+[A-Z][\w/]{0,60}[-#]\d)/;
const MAX_WORDS = 60;

/** Tells whether a text joins two names to a list: `PAY-1, PAY-2 and PAY-3`. */
export function isListed(between: string): boolean {
  return LIST.test(between);
}

/** Tells whether a text makes the two names beside it a choice: `PAY-1 or PAY-2`. */
export function isChoice(between: string): boolean {
  return CHOICE.test(between);
}

/** Tells whether the list goes on with a closing word of its own: `closes PAY-1 and closes PAY-2`. */
export function isListedWithWord({ between }: Listing, closing: ClosingWords | null): boolean {
  if (closing === null || between.length > MAX_WORDS + 500) return false;
  const word = CLOSING[closing].exec(between);
  return word !== null && CHAIN.test(between.slice(0, word.index));
}

/** Tells whether nothing is said of this name of a list alone, as in `PAY-2 comes later`. */
export function endsClearly({ text, end }: Listing): boolean {
  const tail = text.slice(end, end + 600);
  return CLEAR_END.test(tail) && !VERB_AFTER.test(tail) && !CONDITION_AFTER.test(tail);
}

/** Tells whether the whole list holds only on a condition: `closes PAY-1 and PAY-2 once released`. */
export function isOnCondition({ text, end }: Listing): boolean {
  return ON_CONDITION.test(text.slice(end, end + 40));
}
