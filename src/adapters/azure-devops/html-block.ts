import MarkdownIt from "markdown-it";
import { FOOTER_MARK } from "../../core/model/managed-block.ts";
import { decodeEntities, encodeEntities } from "./entities.ts";
import { plainText } from "./html-pieces.ts";
import { htmlToMarkdown } from "./html-to-markdown.ts";

/**
 * Canon's block in a field that holds HTML, for servers that know no Markdown there.
 *
 * What people see is the rendered text. The Markdown it was made from goes along as the title of
 * the element around it, since rendered text cannot be turned back without loss.
 */
export function htmlBlock(markdown: string): string {
  return `${BEGIN}${LINE}${titled(markdown)}">\n${toHtml(markdown)}</div>`;
}

/** Markdown as HTML; HTML inside it is shown, not obeyed. */
export function toHtml(markdown: string): string {
  renderer ??= createRenderer();
  return renderer
    .render(markdown)
    .replace(/<li>(\s*(?:<p>)?)\[( |x|X)\] /g, (_whole: string, open: string, tick: string) => {
      return `<li>${open}${tick === " " ? OPEN_BOX : TICKED_BOX} `;
    });
}

/** Where the block lies, and the Markdown that it stands for now; null without one. */
export function findHtmlBlock(
  html: string,
): { readonly start: number; readonly end: number; readonly text: string } | null {
  const mark = html.indexOf('title="canon:begin');
  const start = html.lastIndexOf("<div", mark);
  const titleEnd = html.indexOf('"', mark + 'title="'.length);
  const inside = html.indexOf(">", titleEnd) + 1;
  if (mark < 0 || start < 0 || titleEnd < 0 || inside === 0) return null;
  const close = closingDiv(html, inside);
  if (close === null) return null;
  const title = decodeEntities(html.slice(mark + 'title="canon:begin'.length, titleEnd));
  const source = title.replace(/\r\n?/g, "\n").replace(/^\n/, "");
  const shown = html.slice(inside, close.start);
  // Somebody may have edited what is shown; the hidden source is then out of date.
  const isUntouched = plainText(shown) === plainText(toHtml(source));
  return { start, end: close.end, text: isUntouched ? source : fromHtml(shown) };
}

/**
 * The end of a block whose title did not survive: it goes from the beginning to the paragraph that
 * names the spec. Null without one.
 */
export function findUnmarkedHtml(
  html: string,
): { readonly end: number; readonly text: string } | null {
  const footer = [...html.matchAll(FOOTER)].at(-1);
  if (footer === undefined) return null;
  const close = /<\/(?:p|div)>/gi;
  close.lastIndex = footer.index;
  const found = close.exec(html);
  const end = found === null ? html.length : found.index + found[0].length;
  return { end, text: fromHtml(html.slice(0, end)) };
}

const BEGIN = '<div title="canon:begin';
const LINE = "&#10;";
const FOOTER = new RegExp(`<(?:p|div)(?:\\s[^<>]*)?>\\s{0,9}${FOOTER_MARK}`, "gi");
const OPEN_BOX = "\u2610";
const TICKED_BOX = "\u2611";

let renderer: ReturnType<typeof createRenderer> | undefined;

function createRenderer() {
  return new MarkdownIt({ html: false, linkify: false });
}

function titled(markdown: string): string {
  return encodeEntities(markdown.replace(/\r\n?/g, "\n")).replaceAll("\n", LINE);
}

/** The Markdown that a rich text stands for, its box signs as boxes. */
export function fromHtml(html: string): string {
  return htmlToMarkdown(html)
    .replaceAll(`${OPEN_BOX} `, "[ ] ")
    .replaceAll(`${TICKED_BOX} `, "[x] ");
}

function closingDiv(
  html: string,
  from: number,
): { readonly start: number; readonly end: number } | null {
  const tags = /<(\/?)div\b/gi;
  tags.lastIndex = from;
  let depth = 1;
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    depth += tag[1] === "" ? 1 : -1;
    if (depth > 0) continue;
    const end = html.indexOf(">", tag.index);
    return end < 0 ? null : { start: tag.index, end: end + 1 };
  }
  return null;
}
