import { asciiClass } from "../ascii-class.ts";
import { inLongRuns } from "./long-runs.ts";
import { viewsOf, type Reading, type TextView } from "./text-view.ts";

const ESCAPE = String.fromCharCode(27);
/** Marks that are not seen, colour codes of terminals, and letters of full width. */
const INVISIBLE = new RegExp(
  `${ESCAPE}\\[[0-9;]{0,12}[A-Za-z]|[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]|[\\uff01-\\uff5e]`,
  "g",
);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&", lowbar: "_", hyphen: "-", dash: "-", period: ".", equals: "=", plus: "+", sol: "/",
  colon: ":", shy: "", zwnj: "", zwj: "", NoBreak: "", nbsp: " ", quot: '"', lt: "<", gt: ">",
}; // prettier-ignore
/** Escapes, emphasis, tags and entities, as far as they can stand inside a token. */
const MARKUP =
  /\\u\{?([0-9A-Fa-f]{4})\}?|\\x([0-9A-Fa-f]{2})|\\([_*\-.+=/~#`[\]()!&<>|{}])|%([2-7][0-9A-Fa-f])|&#(\d{2,5});|&#[xX]([0-9A-Fa-f]{2,4});|&([A-Za-z]{2,8});|(<\/?[A-Za-z][^<>\n]{0,80}>)|(\*{1,3}|~~|`{1,2})(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(\*{1,3}|~~|`{1,2})/g;
/** A line end inside a token: in quotes, comments, diffs, shell lines and strings of code. */
const WRAP =
  /(?<=[A-Za-z0-9_=+/.-])(?:["'][ \t]{0,4}\+?)?[ \t]{0,4}\\?(?:\r?\n|<br ?\/?>|=\r?\n)(?:[ \t]{0,24}(?:[>|*#+]|\/\/){0,3}[ \t]{0,24})(?:\+?[ \t]{0,4}["'])?(?=[A-Za-z0-9_=+/.-])/y;
const LINE_END = /\n|<br/g;
/** How far before its line end such a break can begin. */
const LONGEST_TAIL = 14;

/** The text without characters that nobody sees; none where nothing is. */
export function withoutInvisible(text: string): TextView[] {
  return read(
    text,
    INVISIBLE,
    (mark) => {
      const code = mark.charCodeAt(0);
      return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : "";
    },
    () => true,
  );
}

/** The text as it is shown, its escapes and marks resolved; none where nothing is. */
export function withoutMarkup(text: string): TextView[] {
  return read(
    text,
    MARKUP,
    (_mark, unicode, hex, plain, percent, decimal, entityHex, name, tag) => {
      const code = unicode ?? hex ?? percent ?? entityHex;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (decimal !== undefined) return String.fromCharCode(Number(decimal));
      if (name !== undefined) return ENTITIES[name] ?? null;
      if (tag !== undefined)
        return /^<\/?(?:b|i|u|s|em|strong|span|wbr|code|font|mark|tt|a)\b/i.test(tag) ? "" : null;
      return plain ?? "";
    },
  );
}

/** The text with its lines joined where a token may go on; none where none can. */
export function withoutWraps(text: string): TextView[] {
  const readings: Reading[] = [];
  for (const { index } of text.matchAll(LINE_END)) {
    const tail = Math.max(readings.at(-1)?.end ?? 0, tailStart(text, index));
    const reading = mayBeCut(text, tail, index) ? wrapAt(text, tail, index) : null;
    if (reading !== null && mayGoOn(text, reading)) readings.push(reading);
  }
  return viewsOf(text, inLongRuns(text, readings));
}

/** Where that begins what can stand between a token and the end of its line. */
function tailStart(text: string, lineEnd: number): number {
  let start = lineEnd;
  while (lineEnd - start < LONGEST_TAIL && isTail(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

/** A quick look at what stands before a line end; most lines end in a word or a full stop. */
function mayBeCut(text: string, tail: number, lineEnd: number): boolean {
  let start = tail;
  while (tail - start < 80 && isTokenPart(text.charCodeAt(start - 1))) start -= 1;
  if (tail - start >= 24) return true;
  return lineEnd - start >= 6 && /[\d_+=~-]/.test(text.slice(start, lineEnd));
}

function wrapAt(text: string, tail: number, lineEnd: number): Reading | null {
  for (let start = tail; start <= lineEnd; start++) {
    WRAP.lastIndex = start;
    const match = WRAP.exec(text);
    if (match !== null) return { start, end: start + match[0].length, text: "" };
  }
  return null;
}

/** A line of prose ends in a word; a token that was cut has more than letters, or many of them. */
function mayGoOn(text: string, { start, end }: Reading): boolean {
  const before =
    /[A-Za-z0-9_=+/.~-]{1,80}$/.exec(text.slice(Math.max(0, start - 80), start))?.[0] ?? "";
  const after = /^[A-Za-z0-9_=+/.~-]{1,8}/.exec(text.slice(end, end + 8))?.[0] ?? "";
  return (
    before.length >= 6 && after.length >= 3 && (/[\d_+=~]|-./.test(before) || before.length >= 24)
  );
}

/**
 * Marks around a token do not break it; only those between two of its characters do. What stands
 * for a character of its own may be the first or the last one.
 */
function isInside(text: string, { start, end, text: read }: Reading, last: number): boolean {
  const isBehind = start === last || isTokenPart(text.charCodeAt(start - 1));
  const isBefore = isTokenOrMark(text.charCodeAt(end));
  return read === "" ? isBehind && isBefore : isBehind || isBefore;
}

const isTokenPart = asciiClass(/[A-Za-z0-9_.+/=~-]/);
const isTokenOrMark = asciiClass(/[A-Za-z0-9_.+/=~\\&%<*`-]/);
const isTail = asciiClass(/[ \t\r\\"'+=]/);

type Resolve = (mark: string, ...groups: (string | undefined)[]) => string | null;

function read(
  text: string,
  expression: RegExp,
  resolve: Resolve,
  counts: (text: string, reading: Reading, last: number) => boolean = isInside,
): TextView[] {
  const readings: Reading[] = [];
  for (const match of text.matchAll(expression)) {
    const resolved = resolve(match[0], ...match.slice(1));
    if (resolved === null) continue;
    const reading = { start: match.index, end: match.index + match[0].length, text: resolved };
    if (counts(text, reading, readings.at(-1)?.end ?? -1)) readings.push(reading);
  }
  return viewsOf(text, inLongRuns(text, readings));
}
