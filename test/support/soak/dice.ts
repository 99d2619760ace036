import { seeded } from "../redaction/token-kinds.ts";

/** Chance that is the same for the same seed. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seeded(seed);
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  between(low: number, high: number): number {
    return low + this.#next() * (high - low);
  }

  happens(share: number): boolean {
    return this.#next() < share;
  }

  one<T>(all: readonly [T, ...T[]]): T {
    return all[this.below(all.length)] ?? all[0];
  }

  /** Dice of its own for somebody else, so that one more throw here changes nothing there. */
  fork(): Dice {
    return new Dice(this.below(2 ** 31));
  }
}
