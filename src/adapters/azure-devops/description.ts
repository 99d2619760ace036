import {
  locateManagedBlock,
  readAroundBlock,
  readAroundUnmarked,
  readManagedBlock,
  readUnmarkedBlock,
  writeManagedBlock,
  writeUnmarkedBlock,
} from "../../core/model/managed-block.ts";
import { decodeEntities, isEncoded } from "./entities.ts";
import { findHtmlBlock, findUnmarkedHtml, fromHtml, htmlBlock } from "./html-block.ts";

/** How a long text is stored. Servers of one's own know only HTML. */
export type TextForm = "markdown" | "html";

/** The Markdown of Canon's block in a description, in whatever form the server keeps it. */
export function readDescription(stored: string): string | null {
  const html = findHtmlBlock(stored);
  if (html !== null) return html.text;
  const text = asWritten(stored);
  if (locateManagedBlock(text) !== null) return readManagedBlock(text);
  return readUnmarkedBlock(text) ?? findUnmarkedHtml(stored)?.text ?? null;
}

/** The Markdown of what people wrote around Canon's block, in whatever form the server keeps it. */
export function readAroundDescription(stored: string): string {
  const block = findHtmlBlock(stored);
  if (block !== null) return aroundHtml(stored, block.start, block.end);
  const text = asWritten(stored);
  if (locateManagedBlock(text) !== null) return readAroundBlock(text);
  if (readUnmarkedBlock(text) !== null) return readAroundUnmarked(text);
  const unmarked = findUnmarkedHtml(stored);
  if (unmarked !== null) return aroundHtml(stored, 0, unmarked.end);
  return looksLikeHtml(stored) ? aroundHtml(stored, 0, 0) : readAroundBlock(plainMarkdown(stored));
}

function aroundHtml(stored: string, start: number, end: number): string {
  return [stored.slice(0, start), stored.slice(end)]
    .map((part) => fromHtml(part).trim())
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A field without Canon's block does not say its form; elements that an editor makes are HTML. */
function looksLikeHtml(stored: string): boolean {
  return BEGINS_WITH_ELEMENT.test(stored) || CLOSES_BLOCK.test(stored) || BREAKS_LINE.test(stored);
}

const BEGINS_WITH_ELEMENT =
  /^\s*<(?:p|div|span|ul|ol|h[1-6]|b|strong|i|em|br|table|a|img|pre|code|blockquote)\b[^<>]*>/i;
const CLOSES_BLOCK = /<\/(?:p|div|li|ul|ol|h[1-6])>/i;
const BREAKS_LINE = /^[^\r\n]*<br\s*\/?>[^\r\n]*$/i;

function plainMarkdown(stored: string): string {
  return isEncoded(stored) ? decodeEntities(stored) : stored;
}

/**
 * Puts a text into Canon's block and keeps what people wrote around it.
 *
 * Shape: `form` is what is wanted for a new block; the answer's is the one that the result is in.
 */
export function writeDescription(
  stored: string,
  text: string,
  form: TextForm,
): { readonly value: string; readonly form: TextForm } {
  const html = findHtmlBlock(stored);
  if (html !== null) return spliced(stored, html.start, html.end, text);
  const whole = asWritten(stored);
  const block = locateManagedBlock(whole);
  if (block !== null && form === "html") return spliced(whole, block.start, block.end, text);
  if (block !== null) return { value: writeManagedBlock(whole, text), form };
  if (form === "markdown" && readUnmarkedBlock(whole) !== null) {
    return { value: writeUnmarkedBlock(whole, text), form };
  }
  const unmarked = findUnmarkedHtml(stored);
  if (unmarked !== null) return spliced(stored, 0, unmarked.end, text);
  if (form === "html") return spliced(stored, stored.length, stored.length, text);
  return { value: writeManagedBlock(stored, text), form };
}

function spliced(
  stored: string,
  start: number,
  end: number,
  text: string,
): { readonly value: string; readonly form: TextForm } {
  return { value: stored.slice(0, start) + htmlBlock(text) + stored.slice(end), form: "html" };
}

/**
 * A server may store a Markdown text with entities in place of its special characters, Canon's
 * markers included. Then all of it is taken back to what was written; the server will encode it
 * again. A text without a sign of Canon is left as it is.
 */
function asWritten(stored: string): string {
  if (locateManagedBlock(stored) !== null) return stored;
  const hasEncodedMarker = stored.includes("&lt;!-- canon:begin --&gt;");
  if (!hasEncodedMarker && !(isEncoded(stored) && readUnmarkedBlock(stored) !== null)) {
    return stored;
  }
  // Where a bare & stands, the server left these alone, and `&amp;` is what somebody wrote.
  return decodeEntities(isEncoded(stored) ? stored : stored.replaceAll("&amp;", "&amp;amp;"));
}
