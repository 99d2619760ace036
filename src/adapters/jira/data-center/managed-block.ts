import { supplemented, supplementOf } from "./supplement.ts";
import { toMarkdown } from "./wiki/to-markdown.ts";
import { toWiki } from "./wiki/to-wiki.ts";

/** Anchors are shown as nothing, and Jira keeps them. In text about them they are escaped. */
const BEGIN = "{anchor:canon-begin}";
const BEGINS = /(?<!\\)\{anchor:canon-begin\}/;
const ENDS = /(?<!\\)\{anchor:canon-end(?:-([A-Za-z0-9_-]{9,20000}))?\}/;
const ANCHORS = /(?<!\\)\{anchor:canon-(?:begin|end(?:-[A-Za-z0-9_-]{0,20000})?)\}/g;

/**
 * The Markdown of Canon's block in a description; null without one.
 *
 * Gives back exactly what `writeManagedBlock` was given, as long as nobody edited the block, or
 * only ticked its boxes.
 */
export function readManagedBlock(description: string): string | null {
  const block = locate(description);
  if (block === null) return null;
  const wiki = block.wiki.replace(/\r\n?/g, "\n").replace(/^\n|\n$/g, "");
  const exact = block.supplement === undefined ? undefined : supplemented(wiki, block.supplement);
  return exact ?? toMarkdown(wiki);
}

/** The Markdown of what people wrote around the block. */
export function readAroundBlock(description: string): string {
  const block = locate(description);
  const parts =
    block === null
      ? [description]
      : [description.slice(0, block.start), description.slice(block.end)];
  return parts
    .map((part) => toMarkdown(part.replace(ANCHORS, "")).trim())
    .filter((part) => part !== "")
    .join("\n\n");
}

/**
 * Puts `text` into Canon's block, or adds one below what people wrote.
 *
 * What stands around the block is kept byte for byte; the block takes its line ends.
 */
export function writeManagedBlock(description: string, text: string): string {
  const eol = description.includes("\r\n") ? "\r\n" : "\n";
  const written = blockOf(text).replace(/\n/g, eol);
  const block = locate(description);
  if (block !== null) {
    return description.slice(0, block.start) + written + description.slice(block.end);
  }
  const above = description.trimEnd();
  return above === "" ? written : `${above}${eol}${eol}${written}`;
}

interface Located {
  readonly start: number;
  readonly end: number;
  readonly wiki: string;
  readonly supplement: string | undefined;
}

function locate(description: string): Located | null {
  const start = description.search(BEGINS);
  if (start < 0) return null;
  const inside = description.slice(start + BEGIN.length);
  const end = ENDS.exec(inside);
  if (end === null) return null;
  return {
    start,
    end: start + BEGIN.length + end.index + end[0].length,
    wiki: inside.slice(0, end.index),
    supplement: end[1],
  };
}

/**
 * Wiki markup has one way to say what Markdown says in several. Where the way back would lead to
 * another spelling, the closing anchor carries what is missing.
 */
function blockOf(text: string): string {
  const wiki = toWiki(text);
  const supplement = toMarkdown(wiki) === text ? "" : `-${supplementOf(wiki, text)}`;
  return `${BEGIN}\n${wiki}\n{anchor:canon-end${supplement}}`;
}
