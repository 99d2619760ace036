import type { Token } from "markdown-it";
import { escapeAll, escapeText } from "./escape-text.ts";

const MARKS: ReadonlyMap<string, string> = new Map([
  ["strong", "*"],
  ["em", "_"],
  ["s", "-"],
]);

/**
 * Writes the inside of one block, such as a paragraph, as wiki markup.
 *
 * Shape: the tokens of markdown-it's inline parser; line ends stay line ends, which Jira shows.
 */
export function inlineToWiki(tokens: readonly Token[]): string {
  const open: string[] = [];
  let wiki = "";
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.type === "link_open") {
      const end = tokens.findIndex((one, at) => at > index && one.type === "link_close");
      wiki += linkToWiki(token, tokens.slice(index + 1, end));
      index = end;
    } else if (token?.type === "softbreak" || token?.type === "hardbreak") {
      // A mark of Jira ends with its line.
      wiki += `${[...open].reverse().join("")}\n${open.join("")}`;
    } else if (token !== undefined && MARKS.has(token.tag) && token.nesting !== 0) {
      if (token.nesting > 0) open.push(markOf(tokens, index, wiki));
      wiki += (token.nesting > 0 ? open.at(-1) : open.pop()) ?? "";
    } else if (token !== undefined) {
      wiki += tokenToWiki(tokens, index, wiki);
    }
  }
  return wiki;
}

function tokenToWiki(tokens: readonly Token[], index: number, written: string): string {
  const token = tokens[index];
  switch (token?.type) {
    case "code_inline":
      return `{{${escapeAll(token.content)}}}`;
    case "image":
      return imageToWiki(token);
    case "html_inline":
      // A comment is not shown in Markdown either.
      return token.content.startsWith("<!--") ? "" : escapeText(token.content);
    default:
      return textToWiki(tokens, index, written);
  }
}

function textToWiki(tokens: readonly Token[], index: number, written: string): string {
  const isFirst = written === "" || written.endsWith("\n");
  const after = tokens[index + 1];
  const isLast = after === undefined || after.type === "softbreak" || after.type === "hardbreak";
  const next = after?.type === "text_special" ? after.content.charAt(0) : ".";
  const before = isFirst ? "" : (written.at(-1) ?? "");
  return escapeText(tokens[index]?.content ?? "", before, isLast ? "" : next);
}

/** Inside a word, Jira knows a mark only in braces. */
function markOf(tokens: readonly Token[], index: number, written: string): string {
  const { tag = "", level = 0 } = tokens[index] ?? {};
  const mark = MARKS.get(tag) ?? "";
  const close = tokens.findIndex((one, at) => at > index && one.nesting < 0 && one.level === level);
  const after = tokens[close + 1]?.content ?? "";
  const isInWord = /[\p{L}\p{N}]$/u.test(written) || /^[\p{L}\p{N}]/u.test(after);
  return isInWord ? `{${mark}}` : mark;
}

/** Marks work inside the text of a link; a bar or bracket would end it. */
function linkToWiki(link: Token, inside: readonly Token[]): string {
  const address = escapeAddress(String(link.attrGet("href") ?? ""));
  const text = link.info === "auto" ? "" : inlineToWiki(inside);
  if (text === "") return `[${address}]`;
  return `[${text.replace(/\n/g, " ").replace(/(?<!\\)[|\]]/g, "\\$&")}|${address}]`;
}

function imageToWiki(image: Token): string {
  const address = escapeAddress(String(image.attrGet("src") ?? ""));
  const alt = image.content.replace(/[|!{}=,\n]/g, " ").trim();
  return alt === "" ? `!${address}!` : `!${address}|alt=${alt}!`;
}

function escapeAddress(address: string): string {
  return address.replace(/[|[\]{}!\\\s]/g, (char) => encodeURIComponent(char).replace("!", "%21"));
}
