/** What a program writes on stderr beyond this is left out. Unit: UTF-16 units. */
const LONGEST_COMPLAINT = 20_000;

/** The beginning of what a program wrote on stderr, in whole lines. */
export class Complaint {
  #text = "";

  take(chunk: Buffer): void {
    if (this.#text.length < LONGEST_COMPLAINT) this.#text += chunk.toString("utf8");
  }

  text(): string {
    if (this.#text.length < LONGEST_COMPLAINT) return this.#text;
    return this.#text.slice(0, this.#text.lastIndexOf("\n", LONGEST_COMPLAINT) + 1);
  }
}
