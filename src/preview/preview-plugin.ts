import type { MarkdownIt, Token } from "markdown-it";

/** What the plugin needs of a text that is rendered. */
export interface RenderedText {
  readonly src: string;
  tokens: Token[];
  readonly Token: new (type: string, tag: string, nesting: Token["nesting"]) => Token;
}

/** Puts what Canon knows of a text beside its headings. */
export type MarkHeadings = (text: RenderedText) => void;

/** The type of the tokens that hold finished HTML; the text of headings is made without them. */
export const BADGE_TOKEN = "canon_badges";

/**
 * Adds Canon to a renderer of Markdown.
 *
 * A renderer wants its plugins at once, and most texts have nothing to do with Canon. So the plugin is
 * this one look for a comment; what reads specs is loaded with the first text that has one, which is
 * rendered once more then.
 */
export function addCanon(
  markdown: MarkdownIt,
  load: () => Promise<MarkHeadings>,
  renderAgain: () => void,
): MarkdownIt {
  let mark: MarkHeadings | undefined;
  let isLoading = false;
  markdown.core.ruler.push(BADGE_TOKEN, (text) => {
    if (!mayBeSpec(text.src)) return;
    if (mark !== undefined) mark(text);
    else if (!isLoading) {
      isLoading = true;
      load().then(
        (loaded) => {
          mark = loaded;
          renderAgain();
        },
        () => {
          // The next text tries again; this one is shown as it stands.
          isLoading = false;
        },
      );
    }
  });
  markdown.renderer.rules[BADGE_TOKEN] = (tokens, index) => tokens[index]?.content ?? "";
  return markdown;
}

function mayBeSpec(text: string): boolean {
  return /<!--\s*(?:canon|specwright)\s*:/i.test(text);
}
