/**
 * Knows where the code span ends that a run of backticks opens.
 *
 * Shape:  a span ends with the next run of the same length. Ask in the order of the text, so that
 *         each run is looked at once.
 * Source: CommonMark, code spans.
 */
export class CodeSpans {
  readonly #runs = new Map<number, number[]>();
  readonly #passed = new Map<number, number>();

  constructor(stretch: string) {
    for (const match of stretch.matchAll(/`+/g)) {
      const length = match[0].length;
      const starts = this.#runs.get(length);
      if (starts === undefined) this.#runs.set(length, [match.index]);
      else starts.push(match.index);
    }
  }

  /** The end of the span, or of the run itself when nothing closes it. */
  endFrom(start: number, length: number): number {
    const starts = this.#runs.get(length) ?? [];
    let next = this.#passed.get(length) ?? 0;
    while (next < starts.length && (starts[next] ?? 0) <= start) next += 1;
    this.#passed.set(length, next);
    return (starts[next] ?? start) + length;
  }
}
