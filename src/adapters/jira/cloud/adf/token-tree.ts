import MarkdownIt, { type Token } from "markdown-it";

/** A block of Markdown with the blocks inside it; lines count from 0, `end` is excluded. */
export interface Block {
  readonly token: Token;
  readonly first: number;
  readonly end: number;
  readonly children: readonly Block[];
}

const MARKDOWN = /* @__PURE__ */ new MarkdownIt({ html: true });

/** Parses Markdown into its outermost blocks. */
export function parseBlocks(markdown: string): readonly Block[] {
  const [blocks] = collect(MARKDOWN.parse(markdown, {}), 0);
  return blocks;
}

/** Parses text that stands inside a line, such as that of a check-box without its brackets. */
export function parseInline(text: string): readonly Token[] {
  return MARKDOWN.parseInline(text, {})[0]?.children ?? [];
}

/** The blocks from token `index` up to the end of what is around them, and where that is. */
function collect(tokens: readonly Token[], index: number): [Block[], number] {
  const blocks: Block[] = [];
  let at = index;
  for (let token = tokens[at]; token !== undefined && token.nesting >= 0; token = tokens[at]) {
    const [children, end] = token.nesting > 0 ? collect(tokens, at + 1) : [[], at];
    const [first = 0, last = 0] = token.map ?? [];
    blocks.push({ token, first, end: last, children });
    at = end + 1;
  }
  return [blocks, at];
}
