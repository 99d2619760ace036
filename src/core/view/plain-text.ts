const ELLIPSIS = "…";

/** A heading or a title keeps at most this many combining marks on one letter. */
const MAX_MARKS = 4;

// C0 and C1 controls, direction marks and overrides, zero-width and other invisible characters,
// tag characters, variation selectors supplement, and lone surrogates.
const UNWANTED =
  /[\p{Cc}\p{Cs}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

/**
 * Makes untrusted text fit for one line of the editor: lens, list entry, status bar, message.
 *
 * Shape:  one line without control, direction or invisible characters; runs of blanks become one;
 *         `$(name)` is no icon any more; cut after `maxLength` with an ellipsis.
 * Units:  `maxLength` counts letters as a reader sees them, at least 1.
 */
export function plainLine(text: string, maxLength = 80): string {
  return neutralIcons(inertLine(text, maxLength));
}

/** As `plainLine`, where text is only ever shown as text: a `$(name)` of a shell stays as it is. */
export function inertLine(text: string, maxLength: number): string {
  const line = text
    .slice(0, maxLength * 64)
    .replace(/[\t\r\n\u0085\u2028\u2029]/g, " ")
    .replace(UNWANTED, "")
    .replace(/\s+/g, " ")
    .trim();
  return cut(line, maxLength);
}

/**
 * Makes untrusted text of several lines fit for display as text: as `plainLine`, but line breaks
 * stay and `maxLength` counts over all lines.
 */
export function plainBlock(text: string, maxLength: number): string {
  return neutralIcons(inertBlock(text, maxLength));
}

/** As `plainBlock`, where text is only ever shown as text. */
export function inertBlock(text: string, maxLength: number): string {
  const lines = text
    .slice(0, maxLength * 64)
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(/\t/g, " ").replace(UNWANTED, "").trimEnd());
  const block = lines.join("\n").replace(/\n{3,}/g, "\n\n");
  return cut(block.trim(), maxLength);
}

/** As `plainLine`, for notifications, which turn `[text](target)` into a link. */
export function messageLine(text: string, maxLength = 300): string {
  return plainLine(text, maxLength).replaceAll("](", "] (");
}

/** A word joiner would be invisible; a blank shows that the text is not what was typed. */
function neutralIcons(text: string): string {
  return text.replace(/\$\(/g, "$ (");
}

/** In these, every character is a letter of its own. */
const SIMPLE = /^[\n\x20-\x7e]*$/;

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength && SIMPLE.test(text)) return text;
  const kept: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    text,
  )) {
    if (kept.length === maxLength) {
      kept[maxLength - 1] = ELLIPSIS;
      break;
    }
    kept.push(withFewMarks(segment));
  }
  return kept.join("");
}

function withFewMarks(grapheme: string): string {
  if (grapheme.length <= MAX_MARKS) return grapheme;
  let marks = 0;
  return grapheme.replace(/\p{Mn}/gu, (mark) => (++marks > MAX_MARKS ? "" : mark));
}
