import type { LabelledSpan } from "../rule.ts";

const LABEL = "private_key";

/** How a line of an armoured key may be led in: quoted, indented, or in a string of JSON or code. */
const BODY_LINE = String.raw`(?:[ \t>*"'|+#/]{0,12}[A-Za-z0-9+/=_-]{16,}(?:\\[nr]|["',;+.\\ \t]){0,8}(?:\r?\n|<br ?/?>|$)?|\\[nr])`;
const HEADER_LINE = String.raw`[ \t>]{0,12}(?:Proc-Type|DEK-Info|Version|Comment|Hash)[^\r\n]{0,120}\r?\n`;
const OPENING =
  /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE|SECRET) KEY(?: BLOCK)? ?-{4,5}|PuTTY-User-Key-File-\d/g;
const CLOSING =
  /-{4,5} ?END [A-Z0-9 ]{0,40}(?:PRIVATE|SECRET) KEY(?: BLOCK)? ?-{4,5}|Private-MAC: ?[a-f0-9]{16,}/g;
const REST = new RegExp(
  String.raw`(?:\\[nr]|["',;+.\\ \t\r\n]){0,12}(?:${HEADER_LINE}){0,6}(?:[ \t>]{0,12}\r?\n)?(?:${BODY_LINE}){0,400}`,
  "y",
);

/** What a whole key covers at most; the largest in use has some 13,000 characters. */
const LONGEST = 40_000;

/**
 * Private keys in every armour: with lower case in its name, in one line, quoted, or cut off.
 *
 * Shape:  from the opening line to the closing one; without that, as far as the text looks like
 *         the body of a key.
 */
export function findPrivateKeys(text: string): LabelledSpan[] {
  if (!text.includes("KEY") && !text.includes("PuTTY")) return [];
  const spans: LabelledSpan[] = [];
  OPENING.lastIndex = 0;
  let nextClosing = -1;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const start = match.index;
    const behind = start + match[0].length;
    if (nextClosing !== Infinity && nextClosing < behind) nextClosing = closingEnd(text, behind);
    const isWhole = nextClosing - start <= LONGEST && !opensBefore(text, behind, nextClosing);
    const end = isWhole ? nextClosing : restEnd(text, behind);
    if (end > behind) spans.push({ start, end, label: LABEL });
    OPENING.lastIndex = Math.max(end, behind);
  }
  return spans;
}

/** Infinity where no closing line follows, so that it is not looked for again. */
function closingEnd(text: string, from: number): number {
  CLOSING.lastIndex = from;
  const match = CLOSING.exec(text);
  return match === null ? Infinity : match.index + match[0].length;
}

function opensBefore(text: string, from: number, end: number): boolean {
  const next = text.slice(from, Math.min(end, from + LONGEST));
  return /-{4,5} ?BEGIN /.test(next);
}

function restEnd(text: string, from: number): number {
  REST.lastIndex = from;
  const rest = REST.exec(text)?.[0] ?? "";
  return rest.trim() === "" ? from : from + rest.trimEnd().length;
}
