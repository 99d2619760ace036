/** Which comments are shown as a whole; outlives the page, which ends when it is hidden. */
export class OpenComments {
  readonly #ids: Set<string>;
  readonly #keep: (ids: readonly string[]) => void;

  constructor(kept: unknown, keep: (ids: readonly string[]) => void) {
    const ids = Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
    this.#ids = new Set(ids);
    this.#keep = keep;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Gives back whether it is open now. */
  toggle(id: string): boolean {
    const isOpen = !this.#ids.delete(id);
    if (isOpen) this.#ids.add(id);
    this.#keep([...this.#ids].slice(-100));
    return isOpen;
  }
}
