import type { MarkdownIt, Token } from "markdown-it";

/** The finished HTML for each heading that Canon knows something of, by its line from 0. */
export type HeadingBadges = ReadonlyMap<number, string>;

/** Reads what Canon knows of a text. */
export type ReadBadges = (text: string) => HeadingBadges;

/** The type of the tokens that hold a badge; the text of headings is made without them. */
const BADGE_TOKEN = "canon_badges";

/** Where a badge may stand. */
interface Place {
  readonly text: string;
  readonly line: number;
}

/**
 * Adds Canon to a renderer of Markdown.
 *
 * A renderer wants its plugins at once, and most texts have nothing to do with Canon. So the plugin is
 * one look for a comment; what reads specs is loaded with the first text that has one and is shown,
 * which is rendered once more then. The editor parses Markdown for its outline, too, with every
 * pause in typing: parsing only marks the places, and a spec is read when one is rendered.
 */
export function addCanon(
  markdown: MarkdownIt,
  load: () => Promise<ReadBadges>,
  renderAgain: () => void,
): MarkdownIt {
  const places = new WeakMap<Token, Place>();
  const badges = badgesOnDemand(load, renderAgain);
  markdown.core.ruler.push(BADGE_TOKEN, ({ src: text, tokens, Token }) => {
    if (!mayBeSpec(text)) return;
    tokens.forEach((token, index) => {
      const heading = tokens[index + 1];
      const line = token.map?.[0];
      if (token.type !== "heading_open" || token.level !== 0 || line === undefined) return;
      if (heading?.type !== "inline") return;
      const badge = new Token(BADGE_TOKEN, "", 0);
      places.set(badge, { text, line });
      heading.children = [...(heading.children ?? []), badge];
    });
  });
  markdown.renderer.rules[BADGE_TOKEN] = (tokens, index) => {
    const token = tokens[index];
    const place = token === undefined ? undefined : places.get(token);
    return place === undefined ? "" : (badges(place.text).get(place.line) ?? "");
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
