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
    const last = text.length - 1;
    let previous = 0;
    let here = text.charCodeAt(0);
    for (let at = 0; at < last; at++) {
      const next = text.charCodeAt(at + 1);
      if (isWord(here) && (!isWord(previous) || isEscapeEnd(text, at)) && next < 128) {
        const found = this.#findAt(text, at, here, next);
        if (found !== null) {
          spans.push(found);
          at = found.end - 1;
          here = text.charCodeAt(at);
          previous = here;
          here = text.charCodeAt(at + 1);
          continue;
        }
      }
      previous = here;
      here = next;
    }
    return spans;
  }

  #findAt(text: string, at: number, first: number, second: number): LabelledSpan | null {
    const candidates = this.#byStart[slotOf(first, second)];
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

export function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95
  );
}

/** After `\n`, `\t`, `\r` or `%3D` a word begins, although the character before is a letter. */
function isEscapeEnd(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 2);
  if (before === 92) return /[nrt]/.test(text.charAt(at - 1));
  return text.charCodeAt(at - 3) === 37 && /^[0-9A-Fa-f]{2}$/.test(text.slice(at - 2, at));
}

/** A full stop that ends a sentence is no part of the token before it. */
function withoutTrailingDots(text: string, end: number): number {
  let kept = end;
  while (text.charCodeAt(kept - 1) === 46) kept -= 1;
  return kept;
}
