import MarkdownIt, { type Token } from "markdown-it";

/** Takes the tokens of one outermost block, complete and in order; they are not kept. */
export type BlockReader = (tokens: readonly Token[], maxNesting: number) => void;

/**
 * Runs the block rules of markdown-it and nothing else.
 *
 * The constructor of markdown-it's tokens takes as long as all its block rules together, and a
 * list of all tokens keeps the garbage collector busy. So tokens are made with plain assignments
 * here and handed on block by block.
 *
 * Shape:  `source` has `\n` line endings and no NUL, as markdown-it expects it. Blocks nested
 *         deeper than `maxNesting` are left out by markdown-it.
 */
export function readBlocks(source: string, read: BlockReader): void {
  const markdown = new MarkdownIt({ html: true });
  const { maxNesting } = markdown.options;
  const tokens: Token[] = [];
  const state = new markdown.block.State(source, markdown, {}, tokens);
  const prototype: Token = state.Token.prototype;
  state.push = (type, tag, nesting) => {
    if (nesting < 0) state.level -= 1;
    if (state.level === 0 && nesting >= 0) {
      read(tokens, maxNesting);
      tokens.length = 0;
    }
    const token = newToken(prototype, type, tag, nesting);
    token.level = state.level;
    if (nesting > 0) state.level += 1;
    tokens.push(token);
    return token;
  };
  markdown.block.tokenize(state, state.line, state.lineMax);
  read(tokens, maxNesting);
}

function newToken(prototype: Token, type: string, tag: string, nesting: Token["nesting"]): Token {
  const token = Object.create(prototype) as Token;
  token.type = type;
  token.tag = tag;
  token.attrs = null;
  token.map = null;
  token.nesting = nesting;
  token.level = 0;
  token.children = null;
  token.content = "";
  token.markup = "";
  token.info = "";
  token.meta = null;
  token.block = true;
  token.hidden = false;
  return token;
}
