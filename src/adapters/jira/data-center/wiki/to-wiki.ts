import MarkdownIt, { type Token } from "markdown-it";
import { fenceToWiki } from "./code-blocks.ts";
import { escapeLineStart, escapeText } from "./escape-text.ts";
import { inlineToWiki } from "./inline-to-wiki.ts";

/** One block with what stands inside it. */
interface Block {
  readonly token: Token;
  readonly children: readonly Block[];
}

/** Where a block stands: the list markers around it, and whether a quote is open. */
interface Place {
  readonly markers: string;
  readonly isQuoted: boolean;
}

/**
 * Writes Markdown as Jira's wiki markup.
 *
 * Shape:  line for line where wiki markup allows it, so that `toMarkdown` finds its way back.
 * Errors: none; what wiki markup cannot say is written as plain text.
 */
export function toWiki(text: string): string {
  const markdown = new MarkdownIt({ html: true });
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const blocks = toBlocks(markdown.parse(lines.join("\n"), {}));
  return joinBlocks(blocks, lines, { markers: "", isQuoted: false });
}

function toBlocks(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.nesting <= 0) {
      blocks.push({ token, children: [] });
      continue;
    }
    const end = tokens.findIndex(
      (one, at) => at > index && one.nesting < 0 && one.level === token.level,
    );
    blocks.push({ token, children: toBlocks(tokens.slice(index + 1, end)) });
    index = end;
  }
  return blocks;
}

/** A blank line stays where the Markdown has one. */
function joinBlocks(blocks: readonly Block[], lines: readonly string[], place: Place): string {
  let wiki = "";
  for (const block of blocks) {
    const written = blockToWiki(block, lines, place);
    if (written === "") continue;
    const first = block.token.map?.[0] ?? 0;
    const isApart = /^[>\s]*$/.test(lines[first - 1] ?? "");
    wiki += wiki === "" ? written : `${isApart ? "\n\n" : "\n"}${written}`;
  }
  return wiki;
}

function blockToWiki(block: Block, lines: readonly string[], place: Place): string {
  const { token, children } = block;
  switch (token.type) {
    case "heading_open":
      return `${token.tag}. ${inlineOf(block).replace(/\n/g, " ")}`;
    case "paragraph_open":
      return inlineOf(block).split("\n").map(escapeLineStart).join("\n");
    case "bullet_list_open":
      return listToWiki(block, lines, { ...place, markers: `${place.markers}*` });
    case "ordered_list_open":
      return listToWiki(block, lines, { ...place, markers: `${place.markers}#` });
    case "fence":
    case "code_block":
      return fenceToWiki(token);
    case "blockquote_open":
      return quoteToWiki(children, lines, place);
    case "table_open":
      return tableToWiki(children);
    case "hr":
      return "----";
    case "html_block":
      return htmlToWiki(token.content);
    default:
      return token.children === null ? "" : inlineToWiki(token.children);
  }
}

function inlineOf({ children }: Block): string {
  return inlineToWiki(children[0]?.token.children ?? []);
}

/**
 * A blank line ends a list in Jira. Between bullets that shows as before; numbers would begin
 * again, so numbered items stand close.
 */
function listToWiki({ children }: Block, lines: readonly string[], place: Place): string {
  const isBullet = place.markers === "*";
  const items = children.map((item, index) => {
    const first = item.token.map?.[0] ?? 0;
    const isApart = index > 0 && isBullet && (lines[first - 1] ?? "").trim() === "";
    return `${isApart ? "\n" : ""}${itemToWiki(item, lines, place)}`;
  });
  return items.join("\n");
}

/** What follows the first paragraph of an item stays in it, after a line that only breaks. */
function itemToWiki({ children }: Block, lines: readonly string[], place: Place): string {
  const [first, ...others] = children;
  const isText = first?.token.type === "paragraph_open";
  let wiki = `${place.markers} ${isText ? itemTextOf(first) : ""}`;
  for (const block of isText ? others : children) {
    const written = blockToWiki(block, lines, place);
    const isList = /_list_open$/.test(block.token.type);
    const isApart = (lines[(block.token.map?.[0] ?? 0) - 1] ?? "").trim() === "";
    if (written !== "") wiki += `${isApart && !isList ? "\n\\\\" : ""}\n${written}`;
  }
  return wiki.trimEnd() === place.markers ? `${place.markers} ` : wiki;
}

function itemTextOf(paragraph: Block): string {
  const [head = "", ...rest] = inlineOf(paragraph).split("\n");
  return [head, ...rest.map(escapeLineStart)].join("\n");
}

/** Jira's quotes cannot stand in each other, so an inner one is written line by line. */
function quoteToWiki(children: readonly Block[], lines: readonly string[], place: Place): string {
  const inside = joinBlocks(children, lines, { ...place, isQuoted: true });
  return place.isQuoted ? inside.replace(/^(?=.)/gm, "bq. ") : `{quote}\n${inside}\n{quote}`;
}

function tableToWiki(parts: readonly Block[]): string {
  const rows = parts.flatMap((part) => part.children);
  return rows.map((row) => rowToWiki(row.children)).join("\n");
}

function rowToWiki(cells: readonly Block[]): string {
  const bar = cells[0]?.token.type === "th_open" ? "||" : "|";
  const texts = cells.map((cell) => {
    const text = inlineToWiki(cell.children[0]?.token.children ?? []);
    return text === ""
      ? " "
      : text.replace(/(\[[^\]\n]*\]|!\S+!)|(?<!\\)\|/g, (all, kept?: string) => kept ?? `\\${all}`);
  });
  return bar + texts.join(bar) + bar;
}

function htmlToWiki(html: string): string {
  const visible = html.replace(/<!--[^]*?-->/g, "").trim();
  return visible
    .split("\n")
    .map((line) => escapeLineStart(escapeText(line)))
    .join("\n");
}
