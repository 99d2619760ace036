/** C0 and C1 control characters but newline and tab: they could steer a terminal. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Marks that reorder or hide what stands on a line. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Removes what could steer a terminal or disguise a text. */
export function stripControls(text: string): string {
  return text.replace(CONTROLS, "").replace(INVISIBLE, "");
}

export function oneLine(text: string): string {
  return stripControls(text.replace(/\s+/g, " ")).trim();
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How many characters a reader sees. */
export function visibleLength(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : [...graphemes.segment(text)].length;
}

/**
 * Cuts between characters as a reader sees them, and not inside a mask. The text must be redacted
 * already.
 */
export function shorten(text: string, limit: number): string {
  if (visibleLength(text) <= limit) return text;
  const kept = [...graphemes.segment(text)].slice(0, limit - 1);
  const cut = kept.map(({ segment }) => segment).join("");
  const mask = text.lastIndexOf("[REDACTED:", cut.length - 1);
  const isInMask = mask >= 0 && text.indexOf("]", mask) >= cut.length;
  return `${isInMask ? cut.slice(0, mask) : cut}…`;
}
