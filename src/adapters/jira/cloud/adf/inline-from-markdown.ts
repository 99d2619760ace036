import type { Token } from "markdown-it";
import type { AdfMark, AdfNode } from "./nodes.ts";

const MARK_BY_TOKEN: Readonly<Record<string, string>> = {
  strong_open: "strong",
  em_open: "em",
  s_open: "strike",
};

/**
 * Writes the words of a line as text nodes with marks.
 *
 * Shape:  no empty text node, no two neighbours with the same marks, no mark twice, no line break
 *         at either end. Comments are left out, other HTML stays visible as text; links into a
 *         repository become text with their path behind it.
 */
export function inlineToAdf(tokens: readonly Token[]): readonly AdfNode[] {
  const writer = new InlineWriter();
  for (const token of tokens) writer.take(token);
  return withoutOuterBreaks(writer.nodes);
}

/** A line break at the beginning or end of a paragraph shows nothing. */
export function withoutOuterBreaks(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const isWord = ({ type }: AdfNode): boolean => type !== "hardBreak";
  return nodes.slice(Math.max(0, nodes.findIndex(isWord)), nodes.findLastIndex(isWord) + 1);
}

/** A text node, merged into the one before it where their marks agree. */
export function pushText(nodes: AdfNode[], text: string, marks: readonly AdfMark[] = []): void {
  if (text === "") return;
  const last = nodes.at(-1);
  if (last?.type === "text" && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) {
    nodes[nodes.length - 1] = { ...last, text: (last.text ?? "") + text };
    return;
  }
  nodes.push(marks.length === 0 ? { type: "text", text } : { type: "text", text, marks });
}

/** Where a link leads, if that is a place which can be opened from a ticket. */
function isOpenable(href: string): boolean {
  return /^(?:https?:\/\/[^\s]|mailto:[^\s])/i.test(href);
}

interface OpenLink {
  readonly href: string;
  /** How much text there was before the words of the link. */
  readonly written: number;
}

class InlineWriter {
  readonly nodes: AdfNode[] = [];
  readonly #open: string[] = [];
  #link: OpenLink | null = null;
  /** How much text was written, to tell a link without words. */
  #written = 0;

  take(token: Token): void {
    switch (token.type) {
      case "softbreak":
        this.#text(" ");
        break;
      case "hardbreak":
        this.#break();
        break;
      case "code_inline":
        this.#text(token.content, ["code"]);
        break;
      case "link_open":
        this.#openLink(String(token.attrGet("href") ?? ""));
        break;
      case "link_close":
        this.#closeLink();
        break;
      case "image":
        this.#image(token);
        break;
      case "html_inline":
        this.#html(token.content);
        break;
      default:
        this.#mark(token);
    }
  }

  #mark(token: Token): void {
    const mark = MARK_BY_TOKEN[token.type];
    if (mark !== undefined) this.#open.push(mark);
    else if (token.nesting < 0) this.#open.pop();
    else this.#text(token.content);
  }

  /** Code may stand in a link, but no other mark may stand beside it. */
  #text(text: string, only?: readonly string[]): void {
    this.#written += text.length;
    const plain = (only ?? [...new Set(this.#open)]).map((type) => ({ type }));
    const link =
      this.#link !== null && isOpenable(this.#link.href) ? [linkTo(this.#link.href)] : [];
    pushText(this.nodes, text, [...link, ...plain]);
  }

  #break(): void {
    this.nodes.push({ type: "hardBreak" });
  }

  #openLink(href: string): void {
    this.#link = { href, written: this.#written };
  }

  #closeLink(): void {
    const link = this.#link;
    if (link === null) return;
    const isEmpty = link.written === this.#written;
    if (isEmpty && isOpenable(link.href)) this.#text(link.href);
    this.#link = null;
    const path = isOpenable(link.href) || link.href.startsWith("#") ? "" : readable(link.href);
    if (path !== "" && !this.#endsWith(path)) this.#text(isEmpty ? path : ` (${path})`);
  }

  #endsWith(path: string): boolean {
    return this.nodes.at(-1)?.text?.endsWith(path) === true;
  }

  /** The picture itself is elsewhere, so a link leads to it. */
  #image(token: Token): void {
    const source = String(token.attrGet("src") ?? "");
    const name = token.content === "" ? readable(source) : token.content;
    if (this.#link !== null) {
      this.#text(name);
      return;
    }
    this.#openLink(source);
    this.#text(name);
    this.#closeLink();
  }

  #html(html: string): void {
    if (/^<br\s*\/?>$/i.test(html)) this.#break();
    else if (!html.startsWith("<!--")) this.#text(html);
  }
}

function linkTo(href: string): AdfMark {
  return { type: "link", attrs: { href } };
}

/** Markdown-it encodes addresses; a path is easier to read as it was written. */
function readable(href: string): string {
  try {
    const text = decodeURI(href);
    return /\p{Cc}/u.test(text) ? href : text;
  } catch {
    return href;
  }
}
