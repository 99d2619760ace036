import { adfFromMarkdown, type WrittenBlock } from "./adf/from-markdown.ts";
import { type AdfNode, childrenOf } from "./adf/nodes.ts";
import { printOf } from "./adf/prints.ts";
import { adfToMarkdown } from "./adf/to-markdown.ts";

/** The Markdown that was sent, with the ticks as they are now; exact to the byte otherwise. */
export function readSentText(nodes: readonly AdfNode[], text: string): string {
  const ticks = ticksOf(nodes);
  if (ticks.length === 0) return text;
  const boxLines = adfFromMarkdown(text).flatMap((block) => block.boxLines);
  const rows = text.split(/(\r\n|\r|\n)/);
  const lines = rows.filter((_, index) => index % 2 === 0);
  const ticked = withTicks(lines, boxLines, ticks);
  return rows.map((row, index) => (index % 2 === 0 ? (ticked[index / 2] ?? "") : row)).join("");
}

/**
 * The Markdown of a block in which somebody wrote. Paragraphs that nobody touched come back as
 * they were sent, so that only the edit shows as a change.
 */
export function readChangedText(nodes: readonly AdfNode[], text: string): string {
  const source = new Source(text);
  const parts: Part[] = [];
  for (let at = 0; at < nodes.length;) {
    const block = source.find(
      nodes.slice(at),
      parts.findLast((part) => part.block >= 0)?.block ?? -1,
    );
    const count = block < 0 ? 1 : source.sizeOf(block);
    const taken = nodes.slice(at, at + count);
    parts.push({ block, text: block < 0 ? adfToMarkdown(taken) : source.read(block, taken) });
    at += count;
  }
  let whole = "";
  let before = -1;
  for (const { block, text: part } of parts.filter((one) => one.text !== "")) {
    whole += (whole === "" ? "" : source.between(before, block)) + part;
    before = block;
  }
  return whole;
}

/** A piece of the result; `block` is its place in what was sent, -1 for what is new. */
interface Part {
  readonly block: number;
  readonly text: string;
}

class Source {
  readonly #lines: readonly string[];
  readonly #blocks: readonly WrittenBlock[];
  readonly #prints: readonly (readonly string[])[];

  constructor(text: string) {
    this.#lines = text.replace(/\r\n?/g, "\n").split("\n");
    this.#blocks = adfFromMarkdown(text);
    this.#prints = this.#blocks.map(({ nodes }) => nodes.map(printOf));
  }

  /** The first block behind `after` that `nodes` begin with; -1 if there is none. */
  find(nodes: readonly AdfNode[], after: number): number {
    const first = nodes[0] === undefined ? "" : printOf(nodes[0]);
    return this.#prints.findIndex(
      (prints, index) =>
        index > after &&
        prints[0] === first &&
        prints.every((print, nth) => nodes[nth] !== undefined && print === printOf(nodes[nth])),
    );
  }

  sizeOf(block: number): number {
    return this.#prints[block]?.length ?? 0;
  }

  read(block: number, nodes: readonly AdfNode[]): string {
    const { first = 0, boxLines = [] } = this.#blocks[block] ?? {};
    const lines = this.#lines.slice(first, this.#endOf(block));
    const boxes = boxLines.map((line) => line - first);
    return withTicks(lines, boxes, ticksOf(nodes)).join("\n");
  }

  /** What stands between two blocks that still follow each other, and a blank line elsewhere. */
  between(before: number, after: number): string {
    const skipped = this.#prints.slice(before + 1, after);
    const follow = before >= 0 && after > before && skipped.every((prints) => prints.length === 0);
    if (!follow) return "\n\n";
    const lines = this.#lines.slice(this.#endOf(before), this.#blocks[after]?.first);
    return `\n${lines.map((line) => `${line}\n`).join("")}`;
  }

  /** Markdown-it counts the blank lines behind a list to it. */
  #endOf(block: number): number {
    let end = this.#blocks[block]?.end ?? 0;
    while (this.#lines[end - 1]?.trim() === "") end -= 1;
    return end;
  }
}

function ticksOf(nodes: readonly AdfNode[]): readonly boolean[] {
  return nodes.flatMap((node) => [
    ...(node.type === "taskItem" ? [node.attrs?.["state"] === "DONE"] : []),
    ...ticksOf(childrenOf(node)),
  ]);
}

function withTicks(
  lines: readonly string[],
  boxLines: readonly number[],
  ticks: readonly boolean[],
): readonly string[] {
  const ticked = [...lines];
  for (const [nth, line] of boxLines.entries()) {
    const isDone = ticks[nth];
    const wasDone = /\[[ xX]\]/.exec(ticked[line] ?? "")?.[0] !== "[ ]";
    if (isDone === undefined || isDone === wasDone) continue;
    ticked[line] = (ticked[line] ?? "").replace(/\[[ xX]\]/, isDone ? "[x]" : "[ ]");
  }
  return ticked;
}
