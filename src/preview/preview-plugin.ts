import type { MarkdownIt, Token } from "markdown-it";

/** The finished HTML for each heading that Canon knows something of, by its line from 0. */
export type HeadingBadges = ReadonlyMap<number, string>;

/** Reads what Canon knows of a text. */
export type ReadBadges = (text: string) => HeadingBadges;

/**
 * Adds Canon to a renderer of Markdown.
 *
 * A renderer wants its plugins at once, and most texts have nothing to do with Canon. So the plugin is
 * one look for a comment; what reads specs is loaded with the first text that has one and is shown,
 * which is rendered once more then. The editor parses Markdown for its outline, too, with every
 * pause in typing: parsing only notes the text, and a spec is read when one is rendered.
 */
export function addCanon(
  markdown: MarkdownIt,
  load: () => Promise<ReadBadges>,
  renderAgain: () => void,
): MarkdownIt {
  /** By the outermost headings of each. */
  const texts = new WeakMap<Token, string>();
  const badges = badgesOnDemand(load, renderAgain);
  markdown.core.ruler.push("canon_text", ({ src: text, tokens }) => {
    if (!mayBeSpec(text)) return;
    for (const token of tokens) {
      if (token.type === "heading_open" && token.level === 0) texts.set(token, text);
    }
  });
  const close = markdown.renderer.rules["heading_close"];
  markdown.renderer.rules["heading_close"] = (tokens, index, options, env, renderer) => {
    const end =
      close?.(tokens, index, options, env, renderer) ??
      renderer.renderToken(tokens, index, options);
    const heading = tokens[index - 2];
    const text = heading === undefined ? undefined : texts.get(heading);
    const line = heading?.map?.[0];
    if (text === undefined || line === undefined) return end;
    return (badges(text).get(line) ?? "") + end;
  };
  return markdown;
}

/** Reads each text once for all of its headings; nothing is known before what reads is loaded. */
function badgesOnDemand(load: () => Promise<ReadBadges>, renderAgain: () => void): ReadBadges {
  let read: ReadBadges | undefined;
  let isLoading = false;
  let last: { readonly text: string; readonly badges: HeadingBadges } | undefined;
  const begin = (): void => {
    isLoading = true;
    load().then(
      (loaded) => {
        read = loaded;
        renderAgain();
      },
      () => {
        // The next text tries again; this one is shown as it stands.
        isLoading = false;
      },
    );
  };
  return (text) => {
    if (read === undefined) {
      if (!isLoading) begin();
      return new Map();
    }
    if (last?.text !== text) last = { text, badges: read(text) };
    return last.badges;
  };
}

function mayBeSpec(text: string): boolean {
  return /<!--\s*(?:canon|specwright)\s*:/i.test(text);
}
