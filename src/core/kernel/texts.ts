/** Texts in another language, by the English text with its `{0}`, `{1}`… for values. */
export type Translations = Readonly<Record<string, string>>;

type Value = string | number;

const ENGLISH: Translations = {};

/** As many texts as a run over a large workspace says about what it holds. */
const MOST_KEPT = 5_000;

let translations: Translations = ENGLISH;
let english = new Map<string, string>();

/**
 * Chooses the language of all that is shown from now on; English without it.
 *
 * It is the one choice that a whole program has in common, and is made once, by the front end.
 */
export function useTranslations(chosen: Translations): void {
  translations = chosen;
  english = new Map();
}

/**
 * A text that a person reads, in their language.
 *
 * Shape:  `message` is a literal, so that it can be collected for translators: whole sentences or
 *         phrases, with `{0}` for the first value. Only for what is shown: what is sent or stored is
 *         the same in every language.
 */
export function t(message: string, ...values: readonly Value[]): string {
  const translation = translations[message];
  if (translation !== undefined) return keep(fill(translation, values), message, values);
  const text = fill(message, values);
  return english.size === 0 ? text : keep(text, message, values);
}

/** The first text for one, the second for any other number, which it has as `{0}`. */
export function counted(count: number, one: string, several: string): string {
  return count === 1 ? t(one, count) : t(several, count);
}

/**
 * Texts by name, for a table of them; the function gives one in the person's language.
 *
 * Shape:  `messages` is a literal of literals. A table made when a module loads is older than the choice
 *         of a language, so it holds no text yet. A name that the table lacks, as another version may
 *         have written it down, gives an empty text.
 */
export function textsBy<Name extends string>(
  messages: Readonly<Record<Name, string>>,
): (name: Name, ...values: readonly Value[]) => string {
  const known = new Map<string, string>(Object.entries(messages));
  return (name, ...values) => t(known.get(name) ?? "", ...values);
}

/** The translations of some texts, for a page that shows them by itself. */
export function translationsOf(messages: readonly string[]): Translations {
  return Object.fromEntries(
    messages.flatMap((message) => {
      const text = translations[message];
      return text === undefined ? [] : [[message, text]];
    }),
  );
}

/** What `make` gives in English, for what is sent or stored in words that are also shown. */
export function inEnglish<Made>(make: () => Made): Made {
  const before = translations;
  translations = ENGLISH;
  try {
    return make();
  } finally {
    translations = before;
  }
}

/** The English of a text that was made to be shown, for records; any other text as it is. */
export function englishOf(text: string): string {
  return english.get(text) ?? text;
}

function fill(message: string, values: readonly Value[]): string {
  return message.replace(/\{(\d+)\}/g, (hole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? hole : String(value);
  });
}

/** English costs nothing: only texts in another language are kept, the newest of them. */
function keep(text: string, message: string, values: readonly Value[]): string {
  const own = values.map((value) => (typeof value === "string" ? englishOf(value) : value));
  const original = fill(message, own);
  if (original === text) return text;
  if (english.size >= MOST_KEPT) english = new Map([...english].slice(MOST_KEPT / 2));
  english.set(text, original);
  return text;
}
