import { CodeSpans } from "./code-spans.ts";

/** An HTML comment. `body` is what stands between `<!--` and `-->`, or up to the end without. */
export interface FoundComment {
  readonly start: number;
  readonly end: number;
  readonly body: string;
  readonly isClosed: boolean;
}

/**
 * Finds the HTML comments of a stretch of Markdown.
 *
 * Shape:  `inline` text has code spans and backslashes, which hide what looks like a comment;
 *         `html` has neither.
 * Units:  offsets are those of `text`; the stretch runs from `from` to `to`.
 * Errors: none; an unclosed comment is the last one found.
 */
export function scanComments(
  text: string,
  from: number,
  to: number,
  kind: "inline" | "html",
): FoundComment[] {
  const stretch = text.slice(from, to);
  const hides = kind === "inline" && /[`\\]/.test(stretch);
  return hides ? scanInline(stretch, from) : scanPlain(stretch, from);
}

function scanPlain(stretch: string, offset: number): FoundComment[] {
  const found: FoundComment[] = [];
  let at = stretch.indexOf("<!--");
  while (at >= 0) {
    const comment = commentAt(stretch, at, offset);
    found.push(comment);
    at = stretch.indexOf("<!--", comment.end - offset);
  }
  return found;
}

/** The first construct from the left wins, as in CommonMark. */
function scanInline(stretch: string, offset: number): FoundComment[] {
  const found: FoundComment[] = [];
  const marks = /\\.?|`+|<!--/gs;
  const spans = new CodeSpans(stretch);
  for (let match = marks.exec(stretch); match !== null; match = marks.exec(stretch)) {
    const [mark] = match;
    if (mark.startsWith("`")) marks.lastIndex = spans.endFrom(match.index, mark.length);
    if (mark !== "<!--") continue;
    const comment = commentAt(stretch, match.index, offset);
    found.push(comment);
    marks.lastIndex = comment.end - offset;
  }
  return found;
}

/** `<!-->` and `<!--->` are complete comments, hence the search from the third character on. */
function commentAt(stretch: string, at: number, offset: number): FoundComment {
  const close = stretch.indexOf("-->", at + 2);
  const isClosed = close >= 0;
  const body = stretch.slice(at + 4, isClosed ? Math.max(close, at + 4) : undefined);
  const end = isClosed ? close + 3 : stretch.length;
  return { start: at + offset, end: end + offset, body, isClosed };
}
