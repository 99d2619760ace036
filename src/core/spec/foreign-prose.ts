import { toCriterionText } from "./criterion-text.ts";
import { isCriteriaHeading, readHeading } from "./heading-text.ts";
import { withNewlines } from "./text-lines.ts";

/** More than anybody reads in a section; the ticket keeps all of it. */
const MAX_LENGTH = 20_000;
const CUT_NOTE = "(The description in the ticket goes on.)";

// Markers of quotes and lists, which stay: they nest what follows and make no structure of their own.
const CONTAINERS = /^(?:[ ]*(?:>|[-*+](?=[ ])|\d{1,9}[.)](?=[ ])))*[ ]*/;
const HIDDEN = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFFC]/g;
const CONTROLS = /[^\P{Cc}\n\t]|\p{Cs}/gu;

/**
 * Text from a ticket as it may stand in a section, whoever wrote it: paragraphs, lists, quotes,
 * tables, emphasis, links and code stay; what could change the spec around it does not.
 *
 * Shape:  `\n` between lines, no blank line at the ends. A heading becomes a line in bold, a code
 *         block an indented one. Nothing in it opens a comment, an HTML tag, a fence, a heading, a
 *         front matter, a picture or the definition of a link.
 * Errors: none; a very long text ends in a note that says so.
 */
export function toForeignProse(markdown: string): string {
  const rows = new Rows();
  let fence: string | null = null;
  for (const line of tidyLines(markdown)) {
    const mark: string = /^[ ]{0,12}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] ?? "";
    if (fence !== null) {
      const isEnd = mark.startsWith(fence) && line.trim() === mark;
      if (isEnd) fence = null;
      rows.add(isEnd ? "" : rows.inList ? plainLine(line) : `    ${withoutComments(line)}`);
    } else if (mark !== "") {
      fence = mark;
      rows.add("");
    } else for (const row of harmlessRows(line)) rows.add(row);
  }
  return rows.text();
}

/** Rows of text, of which it is known whether a list item may still go on. */
class Rows {
  inList = false;
  readonly #rows: string[] = [];

  add(row: string): void {
    const isBelowBlank = (this.#rows.at(-1) ?? "").trim() === "";
    if (/^[ ]*(?:>|[-*+]|\d{1,9}[.)])/.test(row)) this.inList = true;
    else if (isBelowBlank && /^[^ ]/.test(row)) this.inList = false;
    this.#rows.push(row.trimEnd());
  }

  text(): string {
    return tidyRows(this.#rows);
  }
}

/** The same text with nothing left of its Markdown, for where even that does not fit in. */
export function toPlainProse(markdown: string): string {
  return tidyRows(tidyLines(markdown).map(plainLine));
}

function plainLine(line: string): string {
  return line
    .trim()
    .replace(/[\\`*_{}[\]()#+\-.!|~=:>]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}

function tidyRows(rows: readonly string[]): string {
  return rows
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
}

function tidyLines(markdown: string): string[] {
  const text = withNewlines(markdown);
  const isLong = text.length > MAX_LENGTH;
  const shown = isLong ? text.slice(0, MAX_LENGTH) : text;
  const lines = shown
    .replace(HIDDEN, "")
    .replace(CONTROLS, " ")
    .replace(/[\u2028\u2029]/g, " ")
    .replaceAll("\t", "    ")
    .split("\n")
    .map((line) => line.trimEnd());
  return isLong ? [...lines, "", CUT_NOTE] : lines;
}

function harmlessRows(line: string): string[] {
  const markers = CONTAINERS.exec(line)?.[0] ?? "";
  const content = line.slice(markers.length);
  const heading = /^#{1,6}(?:[ ]+(.*?))?(?:[ ]+#+)?[ ]*$/.exec(content);
  if (heading !== null) {
    const name = (heading[1] ?? "").trim();
    if (name === "" || isCriteriaHeading(readHeading(name))) return [""];
    return ["", `**${escapeLine(name).replaceAll("*", "\\*")}**`, ""];
  }
  const isUnderline = /^(?:=+|-+)[ ]*$/.test(content);
  const isSpecial = isUnderline || /^(?:#|`{3}|~{3}|\[[^\]]*\]:)/.test(content);
  const isBox = /^\[[ xX]\](?:[ ]|$)/.test(content);
  const safe = escapeLine(content);
  return [safe === "" ? markers : markers + (isSpecial || isBox ? `\\${safe}` : safe)];
}

function escapeLine(content: string): string {
  return toCriterionText(content).replaceAll("![", "\\![");
}

function withoutComments(code: string): string {
  return code.replaceAll("<!--", "&lt;!--");
}
