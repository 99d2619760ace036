/** A text as it takes part in a comparison: its words, each with its weight. */
export type Words = ReadonlyMap<string, number>;

const TITLE_WEIGHT = 3;
const MAX_WORDS = 400;

const STOP_WORDS = new Set(
  "a an and are as at be but by can do does for from has have if in into is it its no not of on or our shall should so that the their then there these they this to was we when which will with you your".split(
    " ",
  ),
);

/** The words of a title and a text; those of the title weigh more. */
export function wordsOf(title: string, text: string): Words {
  const words = new Map<string, number>();
  for (const word of split(text)) words.set(word, 1);
  for (const word of split(title)) words.set(word, TITLE_WEIGHT);
  return words;
}

/**
 * Letters and digits in lower case, without the words that stand in every text and without the
 * endings of the English plural.
 */
function split(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? [];
  return words
    .slice(0, MAX_WORDS)
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word));
}

/**
 * Compares texts by the words that they share. A word counts the more the fewer texts have it.
 *
 * Shape:  the same texts give the same scores, whatever their order.
 */
export class WordIndex {
  readonly #weights = new Map<string, number>();
  readonly #holders = new Map<string, Map<number, number>>();
  readonly #lengths: number[] = [];
  readonly #count: number;

  /** `texts` are named by their place from here on. */
  constructor(texts: readonly Words[]) {
    this.#count = texts.length;
    texts.forEach((words, place) => {
      for (const [word, weight] of words) {
        const holders = this.#holders.get(word) ?? new Map<number, number>();
        this.#holders.set(word, holders.set(place, weight));
      }
    });
    texts.forEach((words, place) => {
      this.#lengths[place] = this.#lengthOf(words);
    });
  }

  /** How alike a text is to each that shares a word with it. Units: 0 to 1, two decimals. */
  scores(words: Words): Map<number, number> {
    const products = new Map<number, number>();
    for (const [word, weight] of words) {
      const rarity = this.#rarityOf(word);
      for (const [place, other] of this.#holders.get(word) ?? []) {
        const product = weight * rarity * other * rarity;
        products.set(place, (products.get(place) ?? 0) + product);
      }
    }
    const length = this.#lengthOf(words);
    const scores = [...products].map(([place, product]): [number, number] => {
      const score = product / (length * (this.#lengths[place] ?? 1));
      return [place, Math.round(score * 100) / 100];
    });
    return new Map(scores);
  }

  #lengthOf(words: Words): number {
    let sum = 0;
    for (const [word, weight] of words) sum += (weight * this.#rarityOf(word)) ** 2;
    return Math.sqrt(sum) || 1;
  }

  #rarityOf(word: string): number {
    const known = this.#weights.get(word);
    if (known !== undefined) return known;
    const rarity = Math.log(1 + (this.#count + 1) / ((this.#holders.get(word)?.size ?? 0) + 1));
    this.#weights.set(word, rarity);
    return rarity;
  }
}
