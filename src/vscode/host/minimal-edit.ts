import type { Splice } from "../../core/kernel/splice.ts";

/** The smallest single replacement that turns one text into the other; undefined when equal. */
export function minimalEdit(before: string, after: string): Splice | undefined {
  if (before === after) return undefined;
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  start = awayFromPairs(before, start);
  let tail = 0;
  while (
    tail < limit - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  const end = before.length - tail;
  const shift = isInsidePair(before, end) || isInsidePair(after, after.length - tail) ? 1 : 0;
  return { start, end: end + shift, text: after.slice(start, after.length - tail + shift) };
}

/** An edit must not begin between the halves of a line ending or of one character. */
function awayFromPairs(text: string, offset: number): number {
  return isInsidePair(text, offset) ? offset - 1 : offset;
}

function isInsidePair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const before = text.charCodeAt(offset - 1);
  const here = text.charCodeAt(offset);
  if (before === 0x0d && here === 0x0a) return true;
  return before >= 0xd800 && before <= 0xdbff && here >= 0xdc00 && here <= 0xdfff;
}
