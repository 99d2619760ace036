/** A letter or digit; Jira's marks take effect only beside something else. */
const WORD = /[\p{L}\p{N}]/u;
const ADDRESS = /https?:\/\/[\w.~:/?#@!$&'()*+,;=%-]*[\w/]/g;
const EMOTICON = /\((?=(?:[yni/x!?*+-]|on|off|\*[rgby]|flag|flagoff)\))|[:;](?=[()PD](?!\w))/g;
const ENTITY = /&(?=#?\w{1,10};)/g;

/**
 * Writes plain text so that Jira shows it as it is, with as few escapes as that takes.
 *
 * Shape: `before` and `after` are the characters around it, empty at the ends of a line.
 */
export function escapeText(text: string, before = "", after = ""): string {
  let escaped = "";
  let from = 0;
  // Jira turns addresses into links by itself; an escape inside one would break it.
  for (const address of text.matchAll(ADDRESS)) {
    escaped += escapePlain(text.slice(from, address.index), text[from - 1] ?? before, "h");
    escaped += address[0];
    from = address.index + address[0].length;
  }
  return escaped + escapePlain(text.slice(from), text[from - 1] ?? before, after);
}

/** Writes text for places where every mark takes effect, such as `{{` and `}}`. */
export function escapeAll(text: string): string {
  return text
    .replace(ENTITY, "&amp;")
    .replace(/\\/g, "&#92;")
    .replace(/[*_+^~?!|{}[\]()-]/g, "\\$&");
}

/** A line of text must not begin like a heading, a list, a table or a rule. */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^([hH][1-6]|bq)\.(?=\s|$)/, "$1&#46;")
    .replace(/^([*#-])(?=[*#-]*(?:\s|$))/, "\\$1")
    .replace(/^\|/, "\\|");
}

function escapePlain(text: string, before: string, after: string): string {
  const emoticons = new Set([...text.matchAll(EMOTICON)].map((match) => match.index));
  const entities = new Set([...text.matchAll(ENTITY)].map((match) => match.index));
  let escaped = "";
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    const previous = text[index - 1] ?? before;
    const next = text[index + 1] ?? after;
    if (char === "\\" || emoticons.has(index)) escaped += `&#${char.charCodeAt(0)};`;
    else if (entities.has(index)) escaped += "&amp;";
    else escaped += isSpecial(char, previous, next) ? `\\${char}` : char;
  }
  return escaped;
}

function isSpecial(char: string, previous: string, next: string): boolean {
  if (char === "{" || char === "[") return true;
  if (char === "?") return previous === "?" || next === "?";
  if (char === "-" && (previous === "-" || next === "-")) return true;
  return /[*_+^~!-]/.test(char) && !WORD.test(previous) && next !== "" && !/\s/.test(next);
}
