import MarkdownIt, { type Token } from "markdown-it";

/** The block rules of markdown-it, ready to read one text. */
type BlockState = InstanceType<InstanceType<typeof MarkdownIt>["block"]["State"]>;

/** What the block rules make of a text. */
export interface BlockTokens {
  readonly tokens: readonly Token[];
  /** Blocks nested deeper than this are left out by markdown-it. */
  readonly maxNesting: number;
}

/**
 * Runs the block rules of markdown-it and nothing else.
 *
 * Shape:  `source` has `\n` line endings and no NUL, as markdown-it expects it.
 */
export function blockTokens(source: string): BlockTokens {
  const markdown = new MarkdownIt({ html: true });
  const tokens: Token[] = [];
  const state = new markdown.block.State(source, markdown, {}, tokens);
  state.push = pushToken;
  markdown.block.tokenize(state, state.line, state.lineMax);
  return { tokens, maxNesting: markdown.options.maxNesting ?? 100 };
}

/**
 * Does what the method of the same name does, with plain assignments.
 *
 * The constructor of a token defines each of its fields as a property of its own, which takes
 * as long as all block rules together.
 */
function pushToken(
  this: BlockState,
  type: string,
  tag: string,
  nesting: Token["nesting"],
): Token {
  if (nesting < 0) this.level -= 1;
  const token = nesting < 0 ? (SH.get(type) ?? newToken(this.Token.prototype, type, tag, nesting)): newToken(this.Token.prototype, type, tag, nesting);
  if (nesting < 0) SH.set(type, token);
  token.level = this.level;
  if (nesting > 0) this.level += 1;
  this.tokens.push(token);
  return token;
}

function newToken(
  prototype: Token,
  type: string,
  tag: string,
  nesting: Token["nesting"],
): Token {
  const token: Token = Object.create(prototype);
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

const SH = new Map<string, Token>();
