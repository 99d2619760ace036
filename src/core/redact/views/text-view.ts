import type { LabelledSpan } from "../rule.ts";

/** A text as it reads without what was put between its characters, and the way back. */
export class TextView {
  readonly text: string;
  readonly #source: string;
  readonly #sources: Uint32Array;

  /** `sources` holds the place in `source` of each character of `text`. */
  constructor(source: string, text: string, sources: Uint32Array) {
    this.#source = source;
    this.text = text;
    this.#sources = sources;
  }

  /** The stretch of the source that a span of the view stands for. */
  toSource({ start, end, label }: LabelledSpan): LabelledSpan {
    const first = this.#sources[start] ?? 0;
    const last = this.#sources[end - 1] ?? first;
    return { start: first, end: last + 1, label };
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

/**
 * Makes views in which each reading, in order and free of overlaps, takes its stretch.
 *
 * Shape:  what lies far from every reading is in no view, as it reads there as it is.
 */
export function viewsOf(source: string, readings: readonly Reading[]): TextView[] {
  const views: TextView[] = [];
  let group: Reading[] = [];
  for (const reading of readings) {
    const last = group.at(-1);
    if (last !== undefined && reading.start - last.end > 2 * REACH) {
      views.push(viewAround(source, group));
      group = [];
    }
    group.push(reading);
  }
  if (group.length > 0) views.push(viewAround(source, group));
  return views;
}

function viewAround(source: string, readings: readonly Reading[]): TextView {
  let from = Math.max(0, (readings[0]?.start ?? 0) - REACH);
  const to = Math.min(source.length, (readings.at(-1)?.end ?? 0) + REACH);
  const sources = new Uint32Array(
    to - from + readings.reduce((sum, { text }) => sum + text.length, 0),
  );
  const pieces: string[] = [];
  let length = 0;
  const keep = (start: number, end: number): void => {
    pieces.push(source.slice(start, end));
    for (let at = start; at < end; at++) sources[length++] = at;
  };
  for (const { start, end, text } of readings) {
    keep(from, start);
    pieces.push(text);
    // The last character stands for the end of the stretch, so that nothing of it is left over.
    for (let at = 0; at < text.length; at++) {
      sources[length++] = at === text.length - 1 ? end - 1 : start;
    }
    from = end;
  }
  keep(from, to);
  return new TextView(source, pieces.join(""), sources.subarray(0, length));
}
