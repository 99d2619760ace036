import { t } from "../core/kernel/texts.ts";
import { inertBlock, inertLine } from "../core/view/plain-text.ts";
import type { DigestComment as PageComment } from "../core/view/digest-protocol.ts";
import type { Finding, Redactor } from "../core/redact/redact.ts";
import type { DigestComment } from "./digest.ts";

/** Units: letters as a reader sees them. */
const MOST_EXCERPT = 280;
const LEAST_EXCERPT = 200;
const MOST_TEXT = 20_000;
/** What lies beyond may hold the rest of a credential that invisible characters broke apart. */
const MARGIN = 4_000;

function cutNote(): string {
  return `\n\n${t("(The comment is longer. Open the ticket to read all of it.)")}`;
}

/**
 * Makes redacted texts of one ticket fit to be seen, and counts what was masked.
 *
 * They are cut after redaction. They are redacted once more when the invisible characters are
 * gone: what these held apart stands together then.
 */
export class ShownTexts {
  readonly #redact: Redactor;
  readonly #counts: Map<string, number>;

  constructor(redact: Redactor, found: readonly Finding[]) {
    this.#redact = redact;
    this.#counts = new Map(found.map(({ kind, count }) => [kind, count]));
  }

  line(text: string, maxLength: number): string {
    return inertLine(this.#masked(inertLine(text, maxLength + MARGIN)), maxLength);
  }

  /**
   * Shape: `seen` is when the newest comment was made that the person knows: "" where there was
   *        none when they looked, undefined where they never did.
   */
  comment({ author, at, text }: DigestComment, seen: string | undefined): PageComment {
    const clean = this.#masked(inertBlock(text, MOST_TEXT + MARGIN));
    const whole = inertBlock(clean, MOST_TEXT);
    const excerpt = excerptOf(whole);
    const name = this.line(author, 80);
    return {
      id: `${at} ${name}`,
      author: name,
      at,
      excerpt,
      text: excerpt === whole ? null : whole === clean ? whole : whole + cutNote(),
      isNew: seen !== undefined && Date.parse(at) > (Date.parse(seen) || 0),
    };
  }

  hidden(): Finding[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count }));
  }

  #masked(text: string): string {
    const { text: safe, found } = this.#redact(text);
    for (const { kind, count } of found) {
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
    }
    return safe;
  }
}

/** The beginning in one line, up to a blank where there is one near its end. */
function excerptOf(text: string): string {
  const line = inertLine(text, MOST_EXCERPT);
  if (line === inertLine(text, MOST_EXCERPT + 1)) return line;
  const blank = line.lastIndexOf(" ");
  return blank < LEAST_EXCERPT ? line : `${line.slice(0, blank)}…`;
}
