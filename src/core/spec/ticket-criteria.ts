import type { Token } from "markdown-it";
import { readBlocks } from "./block-tokens.ts";
import { isCriteriaHeading, readHeading, withoutComments } from "./heading-text.ts";

/** A criterion as people wrote it into a ticket; `checked` is null for an item without a box. */
export interface TicketCriterion {
  readonly text: string;
  readonly checked: boolean | null;
}

/** More than this in one ticket is no list of criteria any more. */
const MOST = 500;

/**
 * Finds the criteria in what people wrote into a ticket.
 *
 * Shape:  every box of a task list; below a heading or a line "Acceptance Criteria" also the
 *         outermost items of plain lists. Each text is one line, without HTML comments, as
 *         untrusted as its ticket. Boxes that only name another issue are none. At most 500.
 * Errors: none; any text can be read.
 */
export function readTicketCriteria(markdown: string): TicketCriterion[] {
  if (!markdown.includes("[") && !NAME.test(markdown)) return [];
  const reader = new CriteriaReader();
  readBlocks(withPlainBreaks(markdown), (tokens) => reader.block(tokens));
  return reader.found.slice(0, MOST);
}

/**
 * Takes the list of criteria that somebody added to a prose out of it, its heading included.
 *
 * Shape:  the prose without it, trimmed, and the items without a box; null where there is no such
 *         heading. Boxes are no part of a prose, so a heading may stand alone.
 */
export function liftCriteria(
  prose: string,
): { readonly prose: string; readonly criteria: readonly TicketCriterion[] } | null {
  if (!NAME.test(prose)) return null;
  const text = withPlainBreaks(prose);
  const reader = new CriteriaReader();
  readBlocks(text, (tokens) => reader.block(tokens));
  if (reader.taken.size === 0) return null;
  const lines = text.split("\n").map((line, index) => (reader.taken.has(index) ? "" : line));
  const rest = lines.join("\n").replace(/\n{3,}/g, "\n\n");
  return { prose: rest.trim(), criteria: reader.found.slice(0, MOST) };
}

const NAME = /acceptance criteria/i;
const BOX = /^\[([ xX])\][ \t]+(?=\S)/;
/** What GitHub makes of a task list of other issues, and a bare address. */
const REFERENCE = /^(?:(?:[\w.-]+\/[\w.-]+)?#\d+|https?:\/\/\S+)$/;

/** Deeper than any heading: a line of text that names the list below it. */
const LINE = 7;

function withPlainBreaks(markdown: string): string {
  return markdown.replace(/\r\n?/g, "\n").replaceAll("\0", "\uFFFD");
}

/** Reads one outermost block after the other. */
class CriteriaReader {
  readonly found: TicketCriterion[] = [];
  /** The lines of headings and lists of criteria, from 0. */
  readonly taken = new Set<number>();
  #under: number | null = null;
  #hasList = false;

  block(tokens: readonly Token[]): void {
    const [first, second] = tokens;
    const content = second?.type === "inline" ? second.content : "";
    if (first?.type === "heading_open") {
      this.#heading(first, Number(first.tag.slice(1)), content);
    } else if (first?.type === "paragraph_open") {
      this.#paragraph(first, content);
    } else if (first?.type === "bullet_list_open" || first?.type === "ordered_list_open") {
      if (this.#under !== null) this.#take(first);
      this.#list(tokens);
      this.#hasList = true;
    }
  }

  #heading(token: Token, depth: number, content: string): void {
    if (isCriteriaHeading(readHeading(content))) {
      this.#under = depth;
      this.#take(token);
    } else if (this.#under !== null && depth <= this.#under) {
      this.#under = null;
    }
  }

  /** The last line may name the list that follows it; a new paragraph below that list ends it. */
  #paragraph(token: Token, content: string): void {
    const line = content.slice(content.lastIndexOf("\n") + 1);
    if (isCriteriaHeading(readHeading(line))) {
      this.#under = LINE;
      this.#hasList = false;
      const end = token.map?.[1] ?? 0;
      if (end > 0) this.taken.add(end - 1);
    } else if (this.#under === LINE && this.#hasList) {
      this.#under = null;
    }
  }

  #list(tokens: readonly Token[]): void {
    const open: Item[] = [];
    const items: Item[] = [];
    let quotes = 0;
    tokens.forEach((token, index) => {
      if (token.type === "blockquote_open") quotes += 1;
      if (token.type === "blockquote_close") quotes -= 1;
      if (token.type === "list_item_close") open.pop();
      if (token.type !== "list_item_open") return;
      const item = itemOf(tokens[index + 1], tokens[index + 2]);
      const isPlain = item.checked === null;
      if (!isPlain) for (const outer of open) outer.hasBoxes = true;
      if (quotes === 0 && (!isPlain || (this.#under !== null && open.length === 0))) {
        items.push(item);
      }
      open.push(item);
    });
    for (const { text, checked, hasBoxes } of items) {
      const isGroup = checked === null && hasBoxes;
      if (text !== "" && !isGroup && !REFERENCE.test(text)) this.found.push({ text, checked });
    }
  }

  #take({ map }: Token): void {
    const [first, end] = map ?? [0, 0];
    for (let line = first; line < end; line += 1) this.taken.add(line);
  }
}

interface Item extends TicketCriterion {
  hasBoxes: boolean;
}

function itemOf(paragraph: Token | undefined, inline: Token | undefined): Item {
  const content = paragraph?.type === "paragraph_open" ? (inline?.content ?? "") : "";
  const box = BOX.exec(content);
  const text = withoutComments(content.slice(box?.[0].length ?? 0))
    .split("\n")
    .map((line) => line.replace(/\\$/, "").trim())
    .filter((line) => line !== "")
    .join(" ");
  return { text, checked: box === null ? null : box[1] !== " ", hasBoxes: false };
}
