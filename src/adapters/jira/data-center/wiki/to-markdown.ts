import { languageOf } from "./code-blocks.ts";
import { inlineToMarkdown } from "./inline-to-markdown.ts";
import { rowToMarkdown } from "./table-to-markdown.ts";

/** One open list: its kind, and the column where the text of its items begins. */
interface OpenList {
  readonly marker: string;
  readonly column: number;
  readonly count: number;
}

/** Jira's own limit for a text is a third of this; what is longer is shown as it is. */
const LONGEST = 100_000;

/** How deep quotes are followed; Jira itself does not nest them. */
const DEEPEST = 3;

/**
 * Reads Jira's wiki markup as Markdown.
 *
 * Shape:  the inverse of `toWiki` for texts in the usual style: `-` before items, `**` and `_`
 *         for stress, three backticks around code.
 * Errors: none; unknown markup stays as it is.
 */
export function toMarkdown(wiki: string): string {
  if (wiki.length > LONGEST) return wiki;
  return linesToMarkdown(wiki.replace(/\r\n?/g, "\n").split("\n"), 0).join("\n");
}

function linesToMarkdown(lines: readonly string[], depth: number): readonly string[] {
  const written: string[] = [];
  let lists: readonly OpenList[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const indent = " ".repeat(lists.at(-1)?.column ?? 0);
    const body = readBody(lines, index, depth);
    const item = /^([*#]+|-)[ \t]+(.*)$/.exec(line);
    if (body !== undefined) {
      written.push(...body.lines.map((one) => (one === "" ? "" : indent + one)));
      index = body.end;
    } else if (item !== null) {
      lists = openList(lists, item[1] ?? "*");
      written.push(itemToMarkdown(lists, item[2] ?? ""));
    } else if (isRow(line)) {
      lists = [];
      written.push(...rowToMarkdown(line, !isRow(lines[index - 1] ?? "")));
    } else if (/^(?:h[1-6]\.[ \t]|bq\.[ \t]|-{4,}[ \t]*$)/.test(line)) {
      lists = [];
      written.push(blockLineToMarkdown(line));
    } else {
      // Only a blank line ends a list; a line that only breaks is a blank one inside an item.
      if (line.trim() === "") lists = [];
      written.push(isBlank(line) ? "" : indent + textToMarkdown(line));
    }
  }
  return written;
}

function isBlank(line: string): boolean {
  return line.trim() === "" || /^\\\\[ \t]*$/.test(line);
}

function isRow(line: string): boolean {
  return /^\|.*\|[ \t]*$/.test(line);
}

/** A code block or quote with its end; undefined where the line begins none. */
function readBody(
  lines: readonly string[],
  start: number,
  depth: number,
): { readonly lines: readonly string[]; readonly end: number } | undefined {
  const [, kind, parameters = ""] =
    /^\{(code|noformat|quote)(?::([^}\n]*))?\}[ \t]*$/.exec(lines[start] ?? "") ?? [];
  if (kind === undefined) return undefined;
  const end = lines.findIndex((line, at) => at > start && line.trim() === `{${kind}}`);
  if (end < 0) return undefined;
  const inside = lines.slice(start + 1, end);
  if (kind === "quote") return { lines: quote(inside, depth), end };
  const text = inside.map((line) => line.replace(/\{ (?=(?:code|noformat|anchor:canon-))/g, "{"));
  const longest = Math.max(2, ...text.map((line) => /^\s*(`{3,})/.exec(line)?.[1]?.length ?? 0));
  const fence = "`".repeat(longest + 1);
  const language = kind === "code" ? languageOf(parameters) : "";
  return { lines: [fence + language, ...text, fence], end };
}

function quote(lines: readonly string[], depth: number): readonly string[] {
  const inside = depth < DEEPEST ? linesToMarkdown(lines, depth + 1) : lines;
  return inside.map((line) => (line === "" ? ">" : `> ${line}`));
}

/** The lists around an item, its own last. */
function openList(lists: readonly OpenList[], markers: string): readonly OpenList[] {
  const open = lists.slice(0, markers.length);
  for (let depth = 0; depth < markers.length; depth++) {
    const marker = markers.charAt(depth);
    const known = open[depth];
    const isOwn = depth === markers.length - 1;
    if (known?.marker === marker && !isOwn) continue;
    const count = known?.marker === marker ? known.count + 1 : 1;
    const before = open[depth - 1]?.column ?? 0;
    open[depth] = { marker, count, column: before + markOf(marker, count).length };
    if (known !== undefined && known.marker !== marker) open.length = depth + 1;
  }
  return open;
}

function markOf(marker: string, count: number): string {
  return marker === "#" ? `${count}. ` : "- ";
}

function itemToMarkdown(lists: readonly OpenList[], text: string): string {
  const own = lists.at(-1);
  const mark = markOf(own?.marker ?? "*", own?.count ?? 1);
  const indent = " ".repeat(Math.max(0, (own?.column ?? 0) - mark.length));
  return `${indent}${mark}${textToMarkdown(text)}`.trimEnd();
}

function blockLineToMarkdown(line: string): string {
  const [, level, title] = /^h([1-6])\.[ \t]+(.*)$/.exec(line) ?? [];
  if (level !== undefined) return `${"#".repeat(Number(level))} ${inlineToMarkdown(title ?? "")}`;
  return line.startsWith("bq.") ? `> ${textToMarkdown(line.slice(3).trim())}` : "---";
}

/** A line of text must not begin like a block of Markdown. */
function textToMarkdown(line: string): string {
  const box = /^\\?\[([ xX])\\?\](?=[ \t])/.exec(line);
  if (box !== null)
    return `[${box[1]?.toLowerCase() ?? " "}]${inlineToMarkdown(line.slice(box[0].length))}`;
  return inlineToMarkdown(line)
    .replace(/^(?=(?:#{1,6}|[-+])(?:\s|$)|>|={2,}\s*$|-{2,}\s*$|~{3}|`{3})/, "\\")
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\");
}
