import type { Token } from "markdown-it";
import { readBlocks } from "./block-tokens.ts";
import { linesWithDamage } from "./damaged-comments.ts";
import { unclosedBlock, type UnclosedBlock } from "./unclosed-block.ts";
import { isBlank, lineAt, lineText, startOf, withNewlines, type TextLines } from "./text-lines.ts";

/** A heading outside lists and quotes. Lines count from 0, `end` excluded. */
export interface OutlineHeading {
  readonly depth: number;
  readonly first: number;
  readonly end: number;
  readonly text: string;
}

/** Lines in which comments may stand. `isTopLevel` says that they are outside lists and quotes. */
export interface CommentZone {
  readonly first: number;
  readonly end: number;
  readonly kind: "inline" | "html" | "quote";
  readonly isTopLevel: boolean;
}

/**
 * A list item that begins with a check-box.
 *
 * `textEnd` is the line after its first paragraph, `end` the line after its last non-blank line.
 * `mark` is the offset of the character between the brackets, `column` the indentation of what
 * belongs to the item. `sharesLine` says that the marker of an outer item stands on its line.
 * `parent` is the place of the box around it in the list of boxes.
 */
export interface OutlineBox {
  readonly first: number;
  readonly textEnd: number;
  readonly end: number;
  readonly mark: number;
  readonly column: number;
  readonly sharesLine: boolean;
  readonly parent: number | null;
}

export interface Outline {
  readonly headings: readonly OutlineHeading[];
  readonly zones: readonly CommentZone[];
  readonly boxes: readonly OutlineBox[];
  /** Lines of paragraphs that hold what may be a damaged Canon comment. */
  readonly damage: readonly number[];
  readonly unclosed: UnclosedBlock | null;
  /** The line from which lists or quotes are nested too deeply to be read. */
  readonly tooDeep: number | null;
}

const BOX = /^\[[ xX]\][ \t]+\S/;
const RAW_TEXT_BLOCK = /^\s*<(?:script|style|textarea|\?|!\[|![A-Za-z])/i;

/** What markdown-it says about the blocks of a text, from line `firstLine` on. */
export function readOutline(lines: TextLines, firstLine: number): Outline {
  const walk = new OutlineWalk(lines, firstLine);
  readBlocks(sourceFrom(lines, firstLine), (tokens, maxNesting) => {
    for (let i = 0; i < tokens.length; i++) walk.step(tokens, i, maxNesting);
  });
  return walk.outline();
}

/** markdown-it expects normalised text; no replacement changes the number of lines. */
function sourceFrom(lines: TextLines, firstLine: number): string {
  const source = withNewlines(lines.text.slice(startOf(lines, firstLine)));
  return source.includes("\0") ? source.replaceAll("\0", "\uFFFD") : source;
}

function linesWithComments(lines: TextLines, firstLine: number): number[] {
  const found: number[] = [];
  let at = lines.text.indexOf("<!--", startOf(lines, firstLine));
  while (at >= 0) {
    const line = lineAt(lines, at);
    found.push(line);
    at = lines.text.indexOf("<!--", startOf(lines, line + 1));
  }
  return found;
}

class OutlineWalk {
  readonly #lines: TextLines;
  readonly #offset: number;
  readonly #commentLines: readonly number[];
  readonly #damageLines: readonly number[];
  readonly #damage: number[] = [];
  #nextComment = 0;
  readonly #headings: OutlineHeading[] = [];
  readonly #zones: CommentZone[] = [];
  readonly #boxes: OutlineBox[] = [];
  /** The place of the box of each open list item; null for an item without one. */
  readonly #items: (number | null)[] = [];
  #quotes = 0;
  #unclosed: UnclosedBlock | null = null;
  #tooDeep: number | null = null;

  constructor(lines: TextLines, offset: number) {
    this.#lines = lines;
    this.#offset = offset;
    this.#commentLines = linesWithComments(lines, offset);
    this.#damageLines = linesWithDamage(lines, offset);
  }

  outline(): Outline {
    return {
      headings: this.#headings,
      zones: this.#zones,
      boxes: this.#boxes,
      damage: this.#damage,
      unclosed: this.#unclosed,
      tooDeep: this.#tooDeep,
    };
  }

  step(tokens: readonly Token[], index: number, maxNesting: number): void {
    const token = tokens[index];
    if (token === undefined) return;
    switch (token.type) {
      case "blockquote_open":
        this.#quotes += 1;
        this.#checkDepth(token, maxNesting);
        break;
      case "blockquote_close":
        this.#quotes -= 1;
        break;
      case "list_item_open":
        this.#items.push(this.#addBox(token, tokens[index + 1], tokens[index + 2]));
        this.#checkDepth(token, maxNesting);
        break;
      case "list_item_close":
        this.#items.pop();
        break;
      case "heading_open":
        this.#addHeading(token, tokens[index + 1]);
        this.#addZone(token, "inline");
        break;
      case "paragraph_open":
        this.#addZone(token, "inline");
        this.#addDamage(token);
        break;
      case "tr_open":
        this.#addZone(token, "inline");
        break;
      case "html_block":
        if (!RAW_TEXT_BLOCK.test(token.content)) this.#addZone(token, "html");
        this.#checkClosed(token);
        break;
      case "fence":
        this.#checkClosed(token);
        break;
    }
  }

  #isTopLevel(): boolean {
    return this.#quotes === 0 && this.#items.length === 0;
  }

  #range(token: Token): { first: number; end: number } {
    const [first, end] = token.map ?? [0, 0];
    return { first: first + this.#offset, end: end + this.#offset };
  }

  #addHeading(token: Token, inline: Token | undefined): void {
    if (!this.#isTopLevel()) return;
    const depth = Number(token.tag.slice(1));
    this.#headings.push({ depth, ...this.#range(token), text: inline?.content ?? "" });
  }

  /** Zones come in the order of their lines, so one pointer finds the comments in all of them. */
  #addZone(token: Token, kind: "inline" | "html"): void {
    const { first, end } = this.#range(token);
    const comments = this.#commentLines;
    while ((comments[this.#nextComment] ?? Infinity) < first) this.#nextComment += 1;
    if ((comments[this.#nextComment] ?? Infinity) >= end) return;
    const isTopLevel = this.#isTopLevel();
    this.#zones.push({ first, end, kind: this.#quotes > 0 ? "quote" : kind, isTopLevel });
  }

  #addDamage(token: Token): void {
    if (this.#damageLines.length === 0 || this.#quotes > 0) return;
    const { first, end } = this.#range(token);
    this.#damage.push(...this.#damageLines.filter((line) => line >= first && line < end));
  }

  #addBox(item: Token, paragraph: Token | undefined, inline: Token | undefined): number | null {
    const isBullet = item.markup === "-" || item.markup === "*" || item.markup === "+";
    if (!isBullet || this.#quotes > 0 || paragraph?.type !== "paragraph_open") return null;
    if (inline === undefined || !BOX.test(inline.content)) return null;
    const { first, end } = this.#range(item);
    const line = lineText(this.#lines, first);
    // Only list markers can stand before the bracket, and none of them contains one.
    const bracket = line.indexOf("[");
    const marker = line.slice(0, bracket);
    this.#boxes.push({
      first,
      textEnd: this.#range(paragraph).end,
      end: this.#withoutBlankEnd(first, end),
      mark: startOf(this.#lines, first) + bracket + 1,
      column: columnsOf(marker),
      sharesLine: !/^[ \t]*[-*+][ \t]+$/.test(marker),
      parent: this.#items.findLast((box) => box !== null) ?? null,
    });
    return this.#boxes.length - 1;
  }

  #withoutBlankEnd(first: number, end: number): number {
    let last = end;
    while (last > first + 1 && isBlank(this.#lines, last - 1)) last -= 1;
    return last;
  }

  /** Beyond the limit markdown-it drops the rest of the block without a word. */
  #checkDepth(token: Token, maxNesting: number): void {
    if (token.level >= maxNesting - 1) this.#tooDeep ??= this.#range(token).first;
  }

  #checkClosed(token: Token): void {
    const { first, end } = this.#range(token);
    const reachesEnd = end >= this.#lines.starts.length - 1 || this.#isBlankFrom(end);
    if (!this.#isTopLevel() || !reachesEnd) return;
    const lastLine = lineText(this.#lines, end - 1);
    this.#unclosed = unclosedBlock(token, first, end === first + 1 ? "" : lastLine);
  }

  #isBlankFrom(line: number): boolean {
    return this.#lines.text.slice(startOf(this.#lines, line)).trim() === "";
  }
}

function columnsOf(prefix: string): number {
  let column = 0;
  for (const unit of prefix) column += unit === "\t" ? 4 - (column % 4) : 1;
  return column;
}
