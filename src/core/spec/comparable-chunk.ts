import { CodeSpans } from "./code-spans.ts";

/** A line that only draws a rule. */
export const IS_RULE = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/;

/** One block of text, a list item for example, in the form that `comparableText` promises. */
export function comparableChunk(lines: readonly string[]): string {
  const [only = ""] = lines;
  if (lines.length === 1 && IS_RULE.test(only)) return "---";
  const { text, spans } = liftCode(lines.map(comparableRow).join("\n"));
  const { markers, rest } = splitMarkers(spaced(withOneEmphasis(withoutEscapes(text))));
  const words = comparableWords(rest);
  if (/^(?:-{3,}|\*{3,})$/.test(words)) return `${markers}---`;
  let next = 0;
  return markers + words.replaceAll(SPAN, () => spans[next++] ?? "");
}

/** Joins texts with single blanks. */
export function joinWords(texts: readonly string[]): string {
  return texts.join(" ").replace(/\s+/g, " ").trim();
}

/** Takes the markers at the start of a chunk and puts them into one form; quote marks go. */
export function splitMarkers(text: string): { markers: string; rest: string } {
  let markers = "";
  let rest = withoutOuterBars(text);
  for (;;) {
    const [marker = ""] = /^(?:>|(?:[-*+]|\d{1,2}[.)])(?=\s|$))/.exec(rest) ?? [];
    if (marker === "") break;
    rest = withoutOuterBars(rest.slice(marker.length));
    if (marker !== ">") markers += /\d/.test(marker) ? "1. " : "- ";
  }
  return { markers, rest };
}

const SPAN = "\uFFFC";

/** Takes code spans out, so that nothing else touches them; other backticks become apostrophes. */
function liftCode(chunk: string): { text: string; spans: string[] } {
  if (!chunk.includes("`")) return { text: chunk, spans: [] };
  const spans: string[] = [];
  const code = new CodeSpans(chunk);
  const marks = /\\+`?|`+/g;
  let text = "";
  let at = 0;
  for (let match = marks.exec(chunk); match !== null; match = marks.exec(chunk)) {
    const [mark] = match;
    if (mark.startsWith("\\")) {
      // An even number of backslashes are themselves escaped, and leave the backtick alone.
      if (mark.endsWith("`") && mark.length % 2 === 1) marks.lastIndex -= 1;
      continue;
    }
    const end = code.endFrom(match.index, mark.length);
    const isClosed = end > match.index + mark.length;
    text += chunk.slice(at, match.index) + (isClosed ? SPAN : mark);
    if (isClosed) spans.push(chunk.slice(match.index, end).replace(/\s+/g, " "));
    marks.lastIndex = end;
    at = end;
  }
  return { text: (text + chunk.slice(at)).replaceAll("`", "'"), spans };
}

/** A backslash before punctuation or at the end of a line says nothing; elsewhere it is a letter. */
function withoutEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\+(?=[!-/:-@[-`{-~]|\n|$)/g, "").replace(/\\+/g, "\u2216");
}

/** Underscores that can mark emphasis become stars; those inside a word stay. */
function withOneEmphasis(text: string): string {
  return text
    .replace(/(?<![\p{L}\p{N}_])_+|(?<!_)_+(?![\p{L}\p{N}_])/gu, (run) => "*".repeat(run.length))
    .replace(/~{2,}/g, "~~");
}

function spaced(row: string): string {
  return row.replaceAll("|", " | ");
}

function comparableWords(text: string): string {
  return joinWords([
    withoutOwnLinks(text)
      .replace(/(?<![^\s|])(:?)-{2,}(:?)(?![^\s|])/g, "$1---$2")
      .replace(/^\[X\](?=\s|$)/, "[x]"),
  ]);
}

const WORD = "[^\\s\\[\\]()|\"'<>\uFFFC]";
const AUTOLINK = new RegExp(
  `(?<![^\\s([|"'])<((?:https?://|mailto:)${WORD}*)>(?![^\\s.,;:!?)\\]|"'])`,
  "gi",
);
const LINK = new RegExp(
  `(?<![^\\s(|"'])(?<!\\]\\()\\[(${WORD}+)\\]\\((${WORD}*)\\)(?![^\\s.,;:!?)|"'])`,
  "g",
);

/** A link that shows its own address, with a word in it, is that address. */
function withoutOwnLinks(text: string): string {
  if (!/<[hm]|\]\(/i.test(text)) return text;
  return text.replace(AUTOLINK, "$1").replace(LINK, (link, shown: string, to: string) => {
    const isOwn = /\p{L}/u.test(shown) && address(shown) === address(to);
    return isOwn ? shown : link;
  });
}

function address(text: string): string {
  return text.replace(/^(?:https?:\/\/|mailto:)/i, "").replace(/\/$/, "");
}

/** A row of a table may or may not begin and end with a bar; dashes below its head are three. */
function comparableRow(line: string): string {
  const row = withoutOuterBars(line);
  const isBelowHead = line.includes("|") && /^[ \t|:-]*-[ \t|:-]*$/.test(row);
  return isBelowHead ? row.replace(/-+/g, "---") : row;
}

function withoutOuterBars(line: string): string {
  const isOuter = (at: number): boolean => " \t\n|".includes(line.charAt(at));
  let start = 0;
  let end = line.length;
  while (start < end && isOuter(start)) start += 1;
  while (end > start && isOuter(end - 1)) end -= 1;
  return line.slice(start, end);
}
