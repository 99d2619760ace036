import { decodeEntities } from "./entities.ts";
import { attribute, pieces } from "./html-pieces.ts";

/**
 * Rewrites a rich text of Azure DevOps as Markdown, as far as people use it there.
 *
 * Shape:  headings, paragraphs, lists, emphasis, code, quotes, links and pictures; table rows
 *         become lines. Everything else leaves its text.
 * Errors: none; tags that are never closed are closed at the end. Takes time in proportion to the
 *         length of the text, for every text.
 */
export function htmlToMarkdown(html: string): string {
  const writer = new Writer();
  for (const piece of pieces(html)) {
    if (piece.tag === null) writer.text(decodeEntities(piece.text));
    else if (piece.closes) writer.close(piece.tag);
    else writer.open(piece.tag, piece.text);
  }
  return writer.end();
}

const FENCE = "```";
const HEADING = /^h[1-6]$/;
const MARKS: ReadonlyMap<string, string> = new Map([
  ["b", "**"],
  ["strong", "**"],
  ["i", "_"],
  ["em", "_"],
  ["s", "~~"],
  ["del", "~~"],
]);
const BLOCKS: ReadonlySet<string> = new Set([
  "p",
  "div",
  "table",
  "tr",
  "section",
  "dl",
  "dt",
  "dd",
]);

/** Deeper ones are shown as if they stood here, so that no text grows out of proportion. */
const DEEPEST = 20;

class Writer {
  readonly #lines: string[] = [];
  #parts: string[] = [];
  #isCode = false;
  /** One entry for each list around here: its next number, or null where it has dots. */
  readonly #lists: { number: number | null }[] = [];
  #quotes = 0;
  /** In a list item, as long as nothing follows its sign; then as long as its first line lasts. */
  #item: "fresh" | "begun" | null = null;
  readonly #links: string[] = [];

  text(text: string): void {
    if (!this.#isCode) {
      const plain = text.replace(/\s+/g, " ");
      this.#add(this.#parts.at(-1)?.endsWith(" ") === false ? plain : plain.trimStart());
      return;
    }
    const [first = "", ...rest] = text.replace(/\r\n?/g, "\n").split("\n");
    this.#add(first);
    for (const line of rest) {
      this.#push();
      this.#add(line);
    }
  }

  open(tag: string, whole: string): void {
    const mark = MARKS.get(tag);
    if (mark !== undefined) this.#add(mark);
    else if (HEADING.test(tag)) this.#block(`${"#".repeat(Number(tag[1]))} `);
    else if (BLOCKS.has(tag)) this.#block("");
    else this.#openOther(tag, whole);
  }

  close(tag: string): void {
    const mark = MARKS.get(tag);
    if (mark !== undefined) this.#add(mark);
    else if (HEADING.test(tag) || BLOCKS.has(tag)) this.#block("");
    else this.#closeOther(tag);
  }

  end(): string {
    if (this.#isCode) this.close("pre");
    this.#flush();
    const text = this.#lines.join("\n").replace(/\n{3,}/g, "\n\n");
    return text.replace(/^\n+/, "").trimEnd();
  }

  #openOther(tag: string, whole: string): void {
    switch (tag) {
      case "br":
        this.#push();
        break;
      case "hr":
        this.#block("---");
        this.#block("");
        break;
      case "ul":
      case "ol":
        this.#beginList(tag === "ol" ? 1 : null);
        break;
      case "li":
        this.#beginItem();
        break;
      case "pre":
        this.#block(FENCE);
        this.#push();
        this.#isCode = true;
        break;
      case "code":
        if (this.#isCode) this.#nameLanguage(whole);
        else this.#add("`");
        break;
      case "blockquote":
        this.#block("");
        this.#quotes += 1;
        break;
      case "a":
        this.#links.push(attribute(whole, "href"));
        this.#add("[");
        break;
      case "img":
        this.#add(`![${attribute(whole, "alt")}](${attribute(whole, "src")})`);
        break;
      case "td":
      case "th":
        this.#add("| ");
        break;
    }
  }

  #closeOther(tag: string): void {
    switch (tag) {
      case "ul":
      case "ol":
        this.#flush();
        this.#lists.pop();
        if (this.#lists.length === 0) this.#block("");
        break;
      case "li":
        this.#flush();
        break;
      case "pre":
        if (this.#parts.length > 0) this.#push();
        this.#isCode = false;
        this.#add(FENCE);
        this.#block("");
        break;
      case "code":
        if (!this.#isCode) this.#add("`");
        break;
      case "blockquote":
        this.#flush();
        this.#quotes = Math.max(0, this.#quotes - 1);
        this.#block("");
        break;
      case "a":
        this.#add(`](${this.#links.pop() ?? ""})`);
        break;
      case "td":
      case "th":
        this.#add(" ");
        break;
    }
  }

  #beginList(number: number | null): void {
    if (this.#lists.length === 0) this.#block("");
    else this.#flush();
    this.#lists.push({ number });
  }

  #beginItem(): void {
    this.#flush();
    const list = this.#lists.at(-1);
    this.#add(list?.number == null ? "- " : `${list.number++}. `);
    this.#item = "fresh";
  }

  /** Right behind the opening fence only. */
  #nameLanguage(tag: string): void {
    const [language = ""] = /(?<=\blanguage-)[\w+#-]{1,40}/.exec(attribute(tag, "class")) ?? [];
    const last = this.#lines.length - 1;
    if (this.#parts.length === 0 && this.#lines[last]?.endsWith(FENCE)) {
      this.#lines[last] += language;
    }
  }

  /** Begins a block: inside a list item at its text, else below a blank line. */
  #block(start: string): void {
    if (this.#item !== "fresh") {
      this.#flush();
      if (this.#lists.length === 0 && (this.#lines.at(-1) ?? "") !== "") this.#lines.push("");
    }
    this.#add(start);
  }

  #add(text: string): void {
    if (text === "") return;
    this.#parts.push(text);
    if (this.#item === "fresh") this.#item = "begun";
  }

  #flush(): void {
    if (this.#parts.some((part) => part.trim() !== "")) this.#push();
    this.#parts = [];
    this.#item = null;
  }

  #push(): void {
    const depth = Math.min(DEEPEST, this.#lists.length - (this.#item === null ? 0 : 1));
    const indent = "> ".repeat(Math.min(DEEPEST, this.#quotes)) + "  ".repeat(Math.max(0, depth));
    const line = this.#parts.join("");
    this.#lines.push((indent + (this.#isCode ? line : line.trimEnd())).replace(/^ +$/, ""));
    this.#parts = [];
    this.#item = null;
  }
}
