import type { Token } from "markdown-it";

/** A block that swallows the rest of the text because nothing closes it. */
export interface UnclosedBlock {
  readonly line: number;
  /** What would close it. */
  readonly closer: string;
  readonly isComment: boolean;
}

/** HTML that ends with its own end mark, not with a blank line. Source: CommonMark, HTML blocks. */
const ENDED_BY: readonly (readonly [RegExp, string, RegExp])[] = [
  [/^\s*<!--/, "-->", /-->/],
  [/^\s*<script(?=\s|>|$)/i, "</script>", /<\/(?:script|pre|style|textarea)>/i],
  [/^\s*<pre(?=\s|>|$)/i, "</pre>", /<\/(?:script|pre|style|textarea)>/i],
  [/^\s*<style(?=\s|>|$)/i, "</style>", /<\/(?:script|pre|style|textarea)>/i],
  [/^\s*<textarea(?=\s|>|$)/i, "</textarea>", /<\/(?:script|pre|style|textarea)>/i],
  [/^\s*<\?/, "?>", /\?>/],
  [/^\s*<!\[CDATA\[/, "]]>", /\]\]>/],
  [/^\s*<![A-Za-z]/, ">", />/],
];

/** Says whether a fence or HTML block that reaches the end of the text lacks its end. */
export function unclosedBlock(token: Token, line: number, lastLine: string): UnclosedBlock | null {
  if (token.type === "fence") {
    const isClosed = isClosingFence(lastLine, token.markup);
    return isClosed ? null : { line, closer: token.markup, isComment: false };
  }
  const form = ENDED_BY.find(([begin]) => begin.test(token.content));
  if (form === undefined || form[2].test(token.content)) return null;
  return { line, closer: form[1], isComment: form[1] === "-->" };
}

function isClosingFence(line: string, markup: string): boolean {
  const mark = line.replace(/^ {0,3}/, "").trimEnd();
  return mark.startsWith(markup) && mark === markup.charAt(0).repeat(mark.length);
}
