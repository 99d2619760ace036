import type { LabelledSpan } from "../rule.ts";

/** A text as it reads without what was put between its characters, and the way back. */
export class TextView {
  readonly text: string;
  readonly #source: string;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;

  /** `starts` and `ends` hold the stretch of `source` that each character of `text` stands for. */
  constructor(source: string, text: string, starts: Uint32Array, ends: Uint32Array) {
    this.#source = source;
    this.text = text;
    this.#starts = starts;
    this.#ends = ends;
  }

  /** The stretch of the source that a span of the view stands for. */
  toSource({ start, end, label }: LabelledSpan): LabelledSpan {
    const first = this.#starts[start] ?? 0;
    return { start: first, end: this.#ends[end - 1] ?? first, label };
  }

  /** Whether a span reads otherwise in the source. */
  isBroken(span: LabelledSpan): boolean {
    const { start, end } = this.toSource(span);
    return this.#source.slice(start, end) !== this.text.slice(span.start, span.end);
  }
}

/** A replacement in a source: what stands from `start` to `end` reads as `text`. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How far from a reading a token that it breaks can begin or end. */
const REACH = 600;
/** The same for a private key; the largest in use has some 13,000 characters. */
const KEY_REACH = 20_000;
const KEY_OPENING = /-{4} ?BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE|SECRET) KEY/;

/**
 * Makes views in which each reading, in order and free of overlaps, takes its stretch.
 *
 * Shape:  what lies far from every reading is in no view, as it reads there as it is.
 */
export function viewsOf(source: string, readings: readonly Reading[]): TextView[] {
  const views = viewsWithin(source, readings, REACH);
  const isKey = views.some(({ text }) => KEY_OPENING.test(text));
  return isKey ? viewsWithin(source, readings, KEY_REACH) : views;
}

/** No two views overlap, so that all of them together are no longer than the source. */
function viewsWithin(source: string, readings: readonly Reading[], reach: number): TextView[] {
  const views: TextView[] = [];
  let group: Reading[] = [];
  for (const reading of readings) {
    const last = group.at(-1);
    if (last !== undefined && reading.start - last.end > 2 * reach) {
      views.push(viewAround(source, group, reach));
      group = [];
    }
    group.push(reading);
  }
  if (group.length > 0) views.push(viewAround(source, group, reach));
  return views;
}

function viewAround(source: string, readings: readonly Reading[], reach: number): TextView {
  let from = Math.max(0, (readings[0]?.start ?? 0) - reach);
  const to = Math.min(source.length, (readings.at(-1)?.end ?? 0) + reach);
  const size = to - from + readings.reduce((sum, { text }) => sum + text.length, 0);
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  const pieces: string[] = [];
  let length = 0;
  const keep = (start: number, end: number): void => {
    pieces.push(source.slice(start, end));
    for (let at = start; at < end; at++) {
      starts[length] = at;
      ends[length++] = at + 1;
    }
  };
  for (const { start, end, text } of readings) {
    keep(from, start);
    pieces.push(text);
    starts.fill(start, length, length + text.length);
    ends.fill(end, length, length + text.length);
    length += text.length;
    from = end;
  }
  keep(from, to);
  return new TextView(source, pieces.join(""), starts, ends);
}
