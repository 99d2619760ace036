/** What Jira's marks are in Markdown; the others have no counterpart and are left as they are. */
const MARKS: Readonly<Record<string, string>> = { "*": "**", _: "_", "-": "~~" };
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
const WORD = /[\p{L}\p{N}]/u;

/**
 * What marks may hold; in braces they also work inside a word. All lengths are bounded, so that
 * the work grows with the length of the text only.
 */
const SPAN =
  /^(?:\{([*_-])\}(\S|\S[^\n]{0,1000}?\S)\{\1\}|([*_-])(\S|\S[^\n]{0,1000}?[^\s\\])\3(?![\p{L}\p{N}]))/u;
const CODE = /^\{\{((?:\\.|[^\\\n]){1,1000}?)\}\}/;
const LINK = /^\[((?:\\.|[^\]|\\\n]){0,1000})(?:\|([^\]|\n]{1,2000}))?(?:\|[^\]\n]{0,100})?\]/;
const IMAGE = /^!([^\s!|]{1,2000})(?:\|([^!\n]{0,500}))?!/;
const MACRO = /^\{(?:color|anchor|panel|section|column)(?::[^}\n]{0,500})?\}/;
const ENTITY = /^&(?:#(\d{1,6})|([a-z]{2,5}));/;

/**
 * Reads one line of wiki markup as Markdown.
 *
 * Errors: none; what is no markup of a known form stays as it is.
 */
export function inlineToMarkdown(wiki: string, depth = 0): string {
  let markdown = "";
  for (let index = 0; index < wiki.length;) {
    const rest = wiki.slice(index);
    const found = readMarkup(rest, wiki[index - 1] ?? "", depth);
    markdown += found === undefined ? escapeMarkdown(rest, wiki[index - 1] ?? "") : found.text;
    index += found?.length ?? 1;
  }
  return markdown;
}

interface Markup {
  readonly text: string;
  readonly length: number;
}

function readMarkup(rest: string, previous: string, depth: number): Markup | undefined {
  switch (rest.charAt(0)) {
    case "\\":
      return readEscape(rest);
    case "&":
      return readEntity(rest);
    case "[":
      return readLink(rest, depth);
    case "!":
      return readImage(rest);
    case "{":
      return readBraces(rest, previous, depth);
    case "*":
    case "_":
    case "-":
      return readSpan(rest, previous, depth);
    default:
      return undefined;
  }
}

function readEscape(rest: string): Markup | undefined {
  if (rest.startsWith("\\\\")) return { text: " ", length: 2 };
  const escaped = /^\\([!-/:-@[-`{-~])/.exec(rest)?.[1];
  if (escaped === undefined) return undefined;
  return { text: escapeMarkdown(rest.slice(1), "\\"), length: 2 };
}

function readEntity(rest: string): Markup | undefined {
  const [all = "", code, name] = ENTITY.exec(rest) ?? [];
  const char = code === undefined ? ENTITIES[name ?? ""] : fromCode(Number(code));
  return char === undefined ? undefined : { text: escapeMarkdown(char, ""), length: all.length };
}

function fromCode(code: number): string | undefined {
  return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function readLink(rest: string, depth: number): Markup | undefined {
  const [all, first = "", second] = LINK.exec(rest) ?? [];
  if (all === undefined) return undefined;
  const address = (second ?? first).trim();
  if (!/^(?:[a-z][a-z0-9+.-]*:|[#./\w])\S*$/i.test(address)) return undefined;
  if (second !== undefined) {
    const text = inlineToMarkdown(first, depth + 1).replace(/\]/g, "\\]");
    return { text: `[${text}](${address})`, length: all.length };
  }
  return /^[a-z][a-z0-9+.-]*:/i.test(address)
    ? { text: `<${address}>`, length: all.length }
    : undefined;
}

function readImage(rest: string): Markup | undefined {
  const [all, address = "", options = ""] = IMAGE.exec(rest) ?? [];
  if (all === undefined || !/[./]/.test(address)) return undefined;
  const alt = /(?:^|,)alt=([^,]*)/.exec(options)?.[1] ?? "";
  return { text: `![${alt}](${address})`, length: all.length };
}

function readBraces(rest: string, previous: string, depth: number): Markup | undefined {
  const code = CODE.exec(rest);
  if (code !== null)
    return { text: toCodeSpan(unescapeAll(code[1] ?? "")), length: code[0].length };
  const macro = MACRO.exec(rest);
  return macro === null ? readSpan(rest, previous, depth) : { text: "", length: macro[0].length };
}

/** Spans may nest; far deeper than any text does, their marks are left as they are. */
function readSpan(rest: string, previous: string, depth: number): Markup | undefined {
  if (depth > 8 || (!rest.startsWith("{") && WORD.test(previous))) return undefined;
  const [all, braced, inBraces, plain, inside] = SPAN.exec(rest) ?? [];
  const mark = MARKS[braced ?? plain ?? ""];
  if (all === undefined || mark === undefined) return undefined;
  const text = inlineToMarkdown(inBraces ?? inside ?? "", depth + 1);
  // Markdown knows an underscore inside a word only as a letter.
  const marks = braced === "_" ? "*" : mark;
  return { text: `${marks}${text}${marks}`, length: all.length };
}

function unescapeAll(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])|&(?:#\d{1,6}|[a-z]{2,5});/g, (all, char?: string) => {
    if (char !== undefined) return char;
    const [, code, name] = ENTITY.exec(all) ?? [];
    return (code === undefined ? ENTITIES[name ?? ""] : fromCode(Number(code))) ?? all;
  });
}

function toCodeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 && /^`|`$/.test(text) ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** The first character of `rest`, with a backslash where Markdown would take it for a mark. */
function escapeMarkdown(rest: string, previous: string): string {
  const char = rest.charAt(0);
  const after = rest.slice(1);
  const isMark =
    (char === "*" && /^\S[^\n]{0,1000}?\*/.test(after)) ||
    (char === "_" && !WORD.test(previous) && /^\S[^\n]{0,1000}?_(?!\w)/.test(after)) ||
    (char === "`" && after.includes("`")) ||
    (char === "[" && /^[^\]\n]{0,1000}\]\(/.test(after)) ||
    (char === "<" && /^(?:[a-z/!?])/i.test(after)) ||
    (char === "\\" && /^[!-/:-@[-`{-~]/.test(after));
  return isMark ? `\\${char}` : char;
}
