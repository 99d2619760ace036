import { asciiClass } from "../ascii-class.ts";
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

/** How far back a body is followed from its closing line. */
const LONGEST_TAIL = 6000;
const isBase64 = asciiClass(/[A-Za-z0-9+/=]/);
const isBetweenLines = asciiClass(/[ \t>*"'|#,;\\\r\n]/);

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
  return [...spans, ...findTails(text, spans)];
}

/** Keys whose first lines were cut off: as far back from the closing line as it looks like one. */
function findTails(text: string, whole: readonly LabelledSpan[]): LabelledSpan[] {
  const tails: LabelledSpan[] = [];
  let next = 0;
  for (const { index, 0: closing } of text.matchAll(CLOSING)) {
    while ((whole[next]?.end ?? Infinity) <= index) next += 1;
    if ((whole[next]?.start ?? Infinity) < index) continue;
    const least = Math.max(tails.at(-1)?.end ?? 0, index - LONGEST_TAIL);
    const start = bodyStart(text, index, least);
    if (start < index) tails.push({ start, end: index + closing.length, label: LABEL });
  }
  return tails;
}

/** Where the lines of a body begin that end here; only the last of them may be short. */
function bodyStart(text: string, end: number, least: number): number {
  let start = end;
  let bodyAt = end;
  for (let isLast = true; ; isLast = false) {
    const lineEnd = skipBetweenLines(text, start, least);
    let lineStart = lineEnd;
    while (lineStart > least && isBase64(text.charCodeAt(lineStart - 1))) lineStart -= 1;
    const length = lineEnd === start ? 0 : lineEnd - lineStart;
    const isBody = length >= 20 && length <= 100 && /\d/.test(text.slice(lineStart, lineEnd));
    if (!isBody && !(isLast && length > 0 && length <= 100)) return bodyAt;
    start = lineStart;
    if (isBody) bodyAt = lineStart;
  }
}

/** Line ends are written out in JSON and in strings of code. */
function skipBetweenLines(text: string, from: number, least: number): number {
  let at = from;
  for (;;) {
    if (at - 2 >= least && /^\\[nr]$/.test(text.slice(at - 2, at))) at -= 2;
    else if (at > least && isBetweenLines(text.charCodeAt(at - 1))) at -= 1;
    else return at;
  }
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
