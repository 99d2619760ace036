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
  /(?<=[A-Za-z0-9_=+/.-])(?:["'][ \t]{0,4}\+?)?[ \t]{0,4}\\?(?:\r?\n|<br ?\/?>|=\r?\n)(?:[ \t]{0,24}(?:[>|*#+]|\/\/){0,3}[ \t]{0,24})(?:\+?[ \t]{0,4}["'])?(?=[A-Za-z0-9_=+/.-])/g;

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
  return read(text, WRAP, () => "", mayGoOn);
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

/** Marks around a token do not break it; only those between two of its characters do. */
function isInside(text: string, { start, end }: Reading, last: number): boolean {
  return (start === last || isTokenPart(text, start - 1)) && isTokenOrMark(text, end);
}

function isTokenPart(text: string, at: number): boolean {
  return /[A-Za-z0-9_.+/=~-]/.test(text.charAt(at));
}

function isTokenOrMark(text: string, at: number): boolean {
  return /[A-Za-z0-9_.+/=~\\&%<*`-]/.test(text.charAt(at));
}

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
  return viewsOf(text, readings);
}
