/** Texts in another language, by the English text with its `{0}`, `{1}`… for values. */
export type Translations = Readonly<Record<string, string>>;

let translations: Translations = {};

/**
 * Chooses the language of all that is shown from now on; English without it.
 *
 * It is the one choice that a whole program has in common, and is made once, by the front end.
 */
export function useTranslations(chosen: Translations): void {
  translations = chosen;
}

/**
 * A text that a person reads, in their language.
 *
 * Shape:  `message` is a literal, so that it can be collected for translators: whole sentences or
 *         phrases, with `{0}` for the first value. Only for what is shown: what is sent or stored is
 *         the same in every language.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  const text = translations[message] ?? message;
  return text.replace(/\{(\d+)\}/g, (hole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? hole : String(value);
  });
}

/** The first text for one, the second for any other number, which it has as `{0}`. */
export function counted(count: number, one: string, several: string): string {
  return count === 1 ? t(one, count) : t(several, count);
}
