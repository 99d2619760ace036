import { withoutOuterBreaks } from "./inline-from-markdown.ts";
import { type AdfMark, type AdfNode, childrenOf, textAttribute } from "./nodes.ts";

/** A stretch of a line with the marks around it, the outermost first. */
interface Piece {
  readonly markdown: string;
  readonly marks: readonly string[];
}

const SIGN: Readonly<Record<string, string>> = { strong: "**", em: "*", strike: "~~" };
const MARK_ORDER = ["link", "strong", "em", "strike", "code"];
const LINK = "link ";

/**
 * The words of a paragraph as Markdown. What Markdown has no form for becomes readable text.
 *
 * Shape:  `breakMark` stands for a line break inside; `\` and a new line where there is room.
 */
export function inlineToMarkdown(nodes: readonly AdfNode[], breakMark = "\\\n"): string {
  const pieces = withoutOuterBreaks(nodes).map((node) => ({
    markdown: node.type === "hardBreak" ? breakMark : markdownOf(node),
    marks: marksOf(node),
  }));
  return render(pieces);
}

/** A web address that stands for itself. */
export function bareLink(url: string): string {
  return /^https?:\/\/[^\s<>]+$/i.test(url) ? `<${url}>` : escapeText(url);
}

function render(pieces: readonly Piece[]): string {
  let text = "";
  for (let from = 0; from < pieces.length;) {
    const mark = pieces[from]?.marks[0];
    if (mark === undefined) {
      text += pieces[from]?.markdown ?? "";
      from += 1;
      continue;
    }
    const length = pieces.slice(from).findIndex((piece) => !piece.marks.includes(mark));
    const end = length < 0 ? pieces.length : from + length;
    text += wrap(mark, pieces.slice(from, end));
    from = end;
  }
  return text;
}

/** Signs hug the words: blanks at either end stand outside. */
function wrap(mark: string, pieces: readonly Piece[]): string {
  const inner = render(
    pieces.map(({ markdown, marks }) => ({
      markdown,
      marks: marks.filter((other) => other !== mark),
    })),
  );
  const [, before = "", words = "", after = ""] = /^(\s*)([^]*?)(\s*)$/.exec(inner) ?? [];
  if (words === "") return inner;
  if (mark.startsWith(LINK)) {
    const href = mark.slice(LINK.length).replace(/[()\\<>\s]/g, encodeURIComponent);
    const target = href.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
    if (words === escapeText(target)) return before + bareLink(target) + after;
    return `${before}[${words}](${target})${after}`;
  }
  const sign = SIGN[mark] ?? "";
  return `${before}${sign}${words}${sign}${after}`;
}

function marksOf(node: AdfNode): readonly string[] {
  const marks = [...(node.marks ?? [])].filter(
    ({ type }) => SIGN[type] !== undefined || type === "link",
  );
  marks.sort((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type));
  return marks.map(nameOf);
}

function nameOf({ type, attrs }: AdfMark): string {
  return type === "link" ? LINK + textAttribute(attrs, "href") : type;
}

function markdownOf(node: AdfNode): string {
  const { type, attrs, marks = [] } = node;
  switch (type) {
    case "text": {
      const text = (node.text ?? "").replace(/[\r\n]+/g, " ");
      return marks.some((mark) => mark.type === "code") ? codeSpan(text) : escapeText(text);
    }
    case "mention":
      return escapeText(textAttribute(attrs, "text") || "@somebody");
    case "emoji":
      return escapeText(textAttribute(attrs, "text") || textAttribute(attrs, "shortName"));
    case "date":
      return dateOf(textAttribute(attrs, "timestamp"));
    case "inlineCard":
      return bareLink(textAttribute(attrs, "url"));
    case "mediaInline":
      return "\\[attachment\\]";
    default:
      return escapeText(textAttribute(attrs, "text")) || inlineToMarkdown(childrenOf(node));
  }
}

function dateOf(timestamp: string): string {
  const date = new Date(Number(timestamp));
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

function codeSpan(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .*\S.* $/.test(code) ? " " : "";
  return `${fence}${pad}${code}${pad}${fence}`;
}

/** Takes from characters the meaning that they would have in Markdown, and leaves all others. */
function escapeText(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)|`|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~/g, "\\$&")
    .replace(/(?<!\s)\*|\*(?!\s)|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)/g, "\\$&")
    .replace(/\[(?=[^\]]*\](?:\(|\[|:))/g, "\\$&");
}
