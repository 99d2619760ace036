import { readableLines } from "../core/realization/wording/readable-lines.ts";
import type { Redactor } from "../core/redact/redact.ts";
import { inertBlock, inertLine } from "../core/view/plain-text.ts";

const LONGEST_LINE = 400;

/** A part of a text, and where the next one begins; null at its end. Units: UTF-16 units. */
export interface Page {
  readonly text: string;
  readonly next: number | null;
}

/**
 * Makes texts of others fit for a language model: masked as a whole and only then cut, without
 * comments and letters that nobody sees.
 */
export class Words {
  readonly #redact: Redactor;

  constructor(redact: Redactor) {
    this.#redact = redact;
  }

  line(text: string, limit = LONGEST_LINE): string {
    return inertLine(this.#redact(visible(text)).text, limit);
  }

  block(markdown: string, limit: number): string {
    return inertBlock(this.#redact(visible(markdown)).text, limit);
  }

  /** One page of a text, cut at a line's end where there is one. */
  page(markdown: string, from: number, length: number): Page {
    const text = this.#redact(visible(markdown)).text;
    const rest = text.slice(from, from + length);
    const isLast = from + length >= text.length;
    const end = isLast ? rest.length : lastBreak(rest);
    return { text: inertBlock(rest.slice(0, end), length), next: isLast ? null : from + end };
  }
}

function visible(markdown: string): string {
  return readableLines(markdown)
    .map(({ text }) => text)
    .join("\n");
}

/** No letter is cut in two. */
function lastBreak(text: string): number {
  const end = text.lastIndexOf("\n");
  if (end > 0) return end + 1;
  return /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
}
