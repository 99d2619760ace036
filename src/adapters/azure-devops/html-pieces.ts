import { decodeEntities } from "./entities.ts";

/** A tag, or the text between two of them. */
interface Piece {
  /** In lower case; null for text. */
  readonly tag: string | null;
  readonly closes: boolean;
  /** The text, or the whole tag as it stands. */
  readonly text: string;
}

/**
 * Takes HTML apart. Comments, and what stands in scripts and styles, are left out.
 *
 * Errors: none; what is never closed ends with the text. A tag ends at the first `>`, so that no
 *         text takes more time than its length.
 */
export function* pieces(html: string): Generator<Piece> {
  for (let at = 0; at < html.length;) {
    const open = html.indexOf("<", at);
    const end = open < 0 ? html.length : open;
    if (end > at) yield { tag: null, closes: false, text: html.slice(at, end) };
    if (open < 0) return;
    if (html.startsWith("<!--", open)) {
      at = endOf(html, "-->", open);
      continue;
    }
    const [head, slash, name = ""] = HEAD.exec(html.slice(open, open + HEAD_LENGTH)) ?? [];
    if (head === undefined) {
      yield { tag: null, closes: false, text: "<" };
      at = open + 1;
      continue;
    }
    at = endOf(html, ">", open);
    const tag = name.toLowerCase();
    yield { tag, closes: slash === "/", text: html.slice(open, at) };
    if (slash === "" && (tag === "script" || tag === "style")) {
      const end = html.indexOf(`</${tag}`, at);
      if (end < 0) return;
      at = end;
    }
  }
}

/** The text of HTML without any of its form; for comparing two of them. */
export function plainText(html: string): string {
  const texts: string[] = [];
  for (const { tag, text } of pieces(html)) texts.push(tag === null ? decodeEntities(text) : " ");
  return texts.join("").replace(/\s+/g, " ").trim();
}

/** The value of an attribute of a whole tag; empty without it. */
export function attribute(tag: string, name: "href" | "src" | "alt" | "class"): string {
  const value = ATTRIBUTES[name].exec(tag);
  return decodeEntities(value?.[1] ?? value?.[2] ?? "");
}

const HEAD = /^<(\/?)([a-z][a-z0-9]{0,20})(?=[\s/>])/i;
const HEAD_LENGTH = 24;

const ATTRIBUTES = {
  href: /\shref\s?=\s?(?:"([^"]*)"|'([^']*)')/i,
  src: /\ssrc\s?=\s?(?:"([^"]*)"|'([^']*)')/i,
  alt: /\salt\s?=\s?(?:"([^"]*)"|'([^']*)')/i,
  class: /\sclass\s?=\s?(?:"([^"]*)"|'([^']*)')/i,
};

function endOf(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}
