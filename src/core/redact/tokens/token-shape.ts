import { asciiClass } from "../ascii-class.ts";
import type { LabelledSpan } from "../rule.ts";

/**
 * A credential that is known by how it begins.
 *
 * Shape:  `prefixes` are literal; `body` is a sticky expression of one run, or of runs with fixed
 *         literals between them, so that an attempt costs no more than the text it covers.
 */
export interface TokenShape {
  readonly label: string;
  readonly prefixes: readonly string[];
  readonly body: RegExp;
}

export function shape(label: string, prefixes: string, body: RegExp): TokenShape {
  return { label, prefixes: prefixes.split(" "), body: new RegExp(body.source, "y") };
}

interface Candidate {
  readonly label: string;
  readonly prefix: string;
  readonly body: RegExp;
}

/** Candidates by their first two characters, both ASCII. */
export class ShapeIndex {
  readonly #byStart: (readonly Candidate[] | undefined)[] = new Array<
    readonly Candidate[] | undefined
  >(128 * 128);

  constructor(shapes: readonly TokenShape[]) {
    for (const { label, prefixes, body } of shapes) {
      for (const prefix of prefixes) {
        const slot = slotOf(prefix.charCodeAt(0), prefix.charCodeAt(1));
        this.#byStart[slot] = [...(this.#byStart[slot] ?? []), { label, prefix, body }];
      }
    }
  }

  /** Every token that begins at the start of a word, from left to right, none overlapping. */
  find(text: string): LabelledSpan[] {
    const spans: LabelledSpan[] = [];
    for (let start = 0; start + SHORTEST <= text.length;) {
      // Most words are short: the last blank in the reach of the shortest token skips them.
      let blank = start + SHORTEST - 1;
      while (blank >= start && text.charCodeAt(blank) > SPACE) blank -= 1;
      if (blank >= start) {
        start = blank + 1;
        continue;
      }
      let end = start + SHORTEST;
      while (end < text.length && text.charCodeAt(end) > SPACE) end += 1;
      this.#findIn(text, start, end, spans);
      start = end + 1;
    }
    return spans;
  }

  /** Searches a run without blanks. */
  #findIn(text: string, from: number, to: number, spans: LabelledSpan[]): void {
    let isInWord = false;
    let behindEscape = -1;
    for (let at = from; at < to; at++) {
      const here = text.charCodeAt(at);
      if (!isWord(here)) {
        if (here === BACKSLASH) behindEscape = at + 2;
        else if (here === PERCENT) behindEscape = at + 3;
        isInWord = false;
        continue;
      }
      const isStart = !isInWord || (at === behindEscape && isEscapeEnd(text, at));
      const found = isStart ? this.#findAt(text, at, here) : null;
      isInWord = true;
      if (found === null) continue;
      spans.push(found);
      at = found.end - 1;
      isInWord = isWord(text.charCodeAt(at));
    }
  }

  #findAt(text: string, at: number, first: number): LabelledSpan | null {
    const second = text.charCodeAt(at + 1);
    const candidates = second < 128 ? this.#byStart[slotOf(first, second)] : undefined;
    if (candidates === undefined) return null;
    for (const { label, prefix, body } of candidates) {
      if (!text.startsWith(prefix, at)) continue;
      body.lastIndex = at + prefix.length;
      const match = body.exec(text);
      if (match === null) continue;
      const end = withoutTrailingDots(text, at + prefix.length + match[0].length);
      return { start: at, end, label };
    }
    return null;
  }
}

function slotOf(first: number, second: number): number {
  return first * 128 + second;
}

export const isWord = asciiClass(/\w/);

/** No token of a known form is shorter. */
export const SHORTEST = 15;
const SPACE = 32;
const BACKSLASH = 92;
const PERCENT = 37;

/** Whether a word begins here, also right behind an escape. */
export function beginsWord(text: string, at: number): boolean {
  return !isWord(text.charCodeAt(at - 1)) || isEscapeEnd(text, at);
}

/** After `\n`, `\t`, `\r` or `%3D` a word begins, although the character before is a letter. */
function isEscapeEnd(text: string, at: number): boolean {
  if (text.charCodeAt(at - 2) === BACKSLASH) return /[nrt]/.test(text.charAt(at - 1));
  return text.charCodeAt(at - 3) === PERCENT && /^[0-9A-Fa-f]{2}$/.test(text.slice(at - 2, at));
}

/** A full stop that ends a sentence is no part of the token before it. */
function withoutTrailingDots(text: string, end: number): number {
  let kept = end;
  while (text.charCodeAt(kept - 1) === 46) kept -= 1;
  return kept;
}
