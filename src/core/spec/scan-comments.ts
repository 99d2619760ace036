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
  const found = hides ? scanInline(stretch) : scanPlain(stretch);
  return found.map((one) => ({ ...one, start: one.start + from, end: one.end + from }));
}

function scanPlain(stretch: string): FoundComment[] {
  const found: FoundComment[] = [];
  let at = stretch.indexOf("<!--");
  while (at >= 0) {
    const comment = commentAt(stretch, at);
    found.push(comment);
    at = stretch.indexOf("<!--", comment.end);
  }
  return found;
}

/** The first construct from the left wins, as in CommonMark. */
function scanInline(stretch: string): FoundComment[] {
  const found: FoundComment[] = [];
  const marks = /\\.?|`+|<!--/gs;
  const spans = new CodeSpans(stretch);
  for (let match = marks.exec(stretch); match !== null; match = marks.exec(stretch)) {
    const [mark] = match;
    if (mark.startsWith("`")) marks.lastIndex = spans.endFrom(match.index, mark.length);
    if (mark !== "<!--") continue;
    const comment = commentAt(stretch, match.index);
    found.push(comment);
    marks.lastIndex = comment.end;
  }
  return found;
}

/** `<!-->` and `<!--->` are complete comments, hence the search from the third character on. */
function commentAt(stretch: string, start: number): FoundComment {
  const close = stretch.indexOf("-->", start + 2);
  const isClosed = close >= 0;
  const bodyEnd = isClosed ? Math.max(close, start + 4) : stretch.length;
  const end = isClosed ? close + 3 : stretch.length;
  return { start, end, body: stretch.slice(start + 4, bodyEnd), isClosed };
}
