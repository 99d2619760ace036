import { inlineToAdf, pushText } from "./inline-from-markdown.ts";
import { type AdfNode, textAttribute } from "./nodes.ts";
import { type Block, parseBlocks, parseInline } from "./token-tree.ts";

/** What became of one outermost block of Markdown. */
export interface WrittenBlock {
  readonly nodes: readonly AdfNode[];
  /** The lines of the block, counted from 0; `end` is excluded. */
  readonly first: number;
  readonly end: number;
  /** The lines of its check-boxes, in the order of their task items in `nodes`. */
  readonly boxLines: readonly number[];
}

/** As in a spec: a bullet that begins with a check-box and says something. */
const BOX = /^\[([ xX])\][ \t]+(?=\S)/;

const IN_LIST_ITEM = new Set(["paragraph", "bulletList", "orderedList", "codeBlock"]);
const IN_QUOTE = new Set(["paragraph", "bulletList", "orderedList", "codeBlock"]);
const FIRST_IN_LIST_ITEM = new Set(["paragraph", "codeBlock"]);

/**
 * Writes Markdown as Jira's documents, block by block.
 *
 * Shape:  always valid: what a list item or quote cannot hold (a heading, a table, another quote)
 *         comes behind it, and the list goes on after that. The same text gives the same nodes.
 * Source: developer.atlassian.com, "Atlassian Document Format".
 */
export function adfFromMarkdown(markdown: string): readonly WrittenBlock[] {
  let boxes = 0;
  return parseBlocks(markdown.replace(/\r\n?/g, "\n")).map((block) => {
    const writer = new BlockWriter(boxes);
    const nodes = writer.write(block);
    boxes += writer.boxLines.length;
    return { nodes, first: block.first, end: block.end, boxLines: writer.boxLines };
  });
}

/** The nodes of a whole text. */
export function adfNodes(markdown: string): readonly AdfNode[] {
  return adfFromMarkdown(markdown).flatMap((block) => block.nodes);
}

class BlockWriter {
  readonly boxLines: number[] = [];
  readonly #boxesBefore: number;
  #quotes = 0;

  constructor(boxesBefore: number) {
    this.#boxesBefore = boxesBefore;
  }

  write(block: Block): readonly AdfNode[] {
    const { token, children } = block;
    switch (token.type) {
      case "paragraph_open":
        return [{ type: "paragraph", content: wordsOf(block) }];
      case "heading_open":
        return [
          {
            type: "heading",
            attrs: { level: Number(token.tag.slice(1)) },
            content: wordsOf(block),
          },
        ];
      case "bullet_list_open":
        return this.#list(children, () => ({ type: "bulletList" }));
      case "ordered_list_open":
        return this.#orderedList(block);
      case "blockquote_open":
        return this.#quote(children);
      case "table_open":
        return [tableOf(block)];
      case "fence":
      case "code_block":
        return [codeOf(token.content, token.info)];
      case "html_block":
        return htmlOf(token.content);
      case "hr":
        return [{ type: "rule" }];
      default:
        return this.#all(children);
    }
  }

  #all(blocks: readonly Block[]): readonly AdfNode[] {
    return blocks.flatMap((block) => this.write(block));
  }

  #quote(children: readonly Block[]): readonly AdfNode[] {
    this.#quotes += 1;
    const nodes = this.#all(children);
    this.#quotes -= 1;
    return runs(nodes, IN_QUOTE).flatMap((run) =>
      run.fits ? [{ type: "blockquote", content: run.nodes }] : run.nodes,
    );
  }

  #orderedList(block: Block): readonly AdfNode[] {
    const start = Number(block.token.attrGet("start") ?? 1);
    return this.#list(block.children, (index) => ({
      type: "orderedList",
      attrs: { order: start + index },
    }));
  }

  /** `frame` is the list without its items, for one that begins with item `index`. */
  #list(items: readonly Block[], frame: (index: number) => AdfNode): readonly AdfNode[] {
    const list = new ListWriter();
    for (const [index, item] of items.entries()) {
      const box = this.#boxOf(item);
      if (box === undefined) list.addItem(frame(index), this.#all(item.children));
      else list.addBox(box, this.#all(item.children.slice(1)));
    }
    return list.nodes;
  }

  /** A quote cannot hold tasks, and in a spec there are no boxes in quotes either. */
  #boxOf(item: Block): AdfNode | undefined {
    const text = item.children[0]?.children[0]?.token.content ?? "";
    const isBullet = /^[-*+]$/.test(item.token.markup);
    const isParagraph = item.children[0]?.token.type === "paragraph_open";
    const [mark, state] = BOX.exec(text) ?? [];
    if (mark === undefined || !isBullet || !isParagraph || this.#quotes > 0) return undefined;
    this.boxLines.push(item.first);
    const localId = `canon-${this.#boxesBefore + this.boxLines.length}`;
    return {
      type: "taskItem",
      attrs: { localId, state: state === " " ? "TODO" : "DONE" },
      content: inlineToAdf(parseInline(text.slice(mark.length))),
    };
  }
}

/** Puts items into lists, and what an item cannot hold between two lists. */
class ListWriter {
  readonly nodes: AdfNode[] = [];
  /** The items of the list that is being written; null where something else came last. */
  #items: { readonly type: string; readonly content: AdfNode[] } | null = null;

  addItem(frame: AdfNode, children: readonly AdfNode[]): void {
    const [first, ...others] = runs(children, IN_LIST_ITEM);
    if (first?.fits === false) {
      this.#leave(children);
      return;
    }
    const inside = first?.nodes ?? [];
    const isStart = FIRST_IN_LIST_ITEM.has(inside[0]?.type ?? "");
    const content = isStart ? inside : [{ type: "paragraph" }, ...inside];
    this.#list(frame).push({ type: "listItem", content });
    this.#leave(others.flatMap((run) => run.nodes));
  }

  addBox(box: AdfNode, children: readonly AdfNode[]): void {
    const localId = `${textAttribute(box.attrs, "localId")}-list`;
    const tasks = this.#list({ type: "taskList", attrs: { localId } });
    const other = children.findIndex((child) => child.type !== "taskList");
    const end = other < 0 ? children.length : other;
    tasks.push(box, ...children.slice(0, end));
    this.#leave(children.slice(end));
  }

  /** The list that is being written, or a new one in this frame. */
  #list(frame: AdfNode): AdfNode[] {
    if (this.#items?.type === frame.type) return this.#items.content;
    const content: AdfNode[] = [];
    this.nodes.push({ ...frame, content });
    this.#items = { type: frame.type, content };
    return content;
  }

  #leave(outside: readonly AdfNode[]): void {
    if (outside.length === 0) return;
    this.nodes.push(...outside);
    this.#items = null;
  }
}

/** Neighbours that may all stand in a container, or may all not. */
function runs(
  nodes: readonly AdfNode[],
  allowed: ReadonlySet<string>,
): readonly { readonly fits: boolean; readonly nodes: readonly AdfNode[] }[] {
  const found: { fits: boolean; nodes: AdfNode[] }[] = [];
  for (const node of nodes) {
    const fits = allowed.has(node.type);
    const last = found.at(-1);
    if (last?.fits === fits) last.nodes.push(node);
    else found.push({ fits, nodes: [node] });
  }
  return found;
}

function wordsOf(block: Block): readonly AdfNode[] {
  return block.children.flatMap((child) => inlineToAdf(child.token.children ?? []));
}

/** Header rows hold header cells, as Markdown has them; each cell holds one line. */
function tableOf(table: Block): AdfNode {
  const rows = table.children.flatMap((section) => section.children);
  return { type: "table", content: rows.map((row) => rowOf(row)) };
}

function rowOf(row: Block): AdfNode {
  const content = row.children.map((cell) => ({
    type: cell.token.type === "th_open" ? "tableHeader" : "tableCell",
    content: [{ type: "paragraph", content: wordsOf(cell) }],
  }));
  return { type: "tableRow", content };
}

function codeOf(code: string, info: string): AdfNode {
  const [language = ""] = /^[\w+#.-]{1,40}/.exec(info.trim()) ?? [];
  const content: AdfNode[] = [];
  pushText(content, code.replace(/\n$/, ""));
  return language === ""
    ? { type: "codeBlock", content }
    : { type: "codeBlock", attrs: { language }, content };
}

/** A ticket shows no HTML, so it stays readable as text; comments were not meant to be seen. */
function htmlOf(html: string): readonly AdfNode[] {
  const text = html.replace(/<!--[^]*?(?:-->|$)/g, "").trim();
  const content: AdfNode[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (index > 0) content.push({ type: "hardBreak" });
    pushText(content, line.trim());
  }
  return text === "" ? [] : [{ type: "paragraph", content }];
}
