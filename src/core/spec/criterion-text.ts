import { CodeSpans } from "./code-spans.ts";

/** Characters that change how a line reads, or hide words in it, and show nothing themselves. */
const INVISIBLE =
  /[\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/**
 * The text of a criterion as it may stand in a spec, whoever wrote it.
 *
 * Shape:  one line without control, direction and other unseen characters; nothing in it can open a comment or
 *         an HTML tag. The same text again when applied twice.
 */
export function toCriterionText(text: string): string {
  const line = text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(INVISIBLE, "")
    .replace(/ {2,}/g, " ");
  return escapeTags(line.trim());
}

/**
 * A line in which nothing can open a comment or an HTML tag.
 *
 * Shape:  code spans keep their brackets, except one that begins a comment. The same line again
 *         when applied twice.
 */
export function escapeTags(line: string): string {
  if (!line.includes("<")) return line;
  const marks = /\\<?|`+|<(?=[!/?A-Za-z])/g;
  const spans = new CodeSpans(line);
  let escaped = "";
  let at = 0;
  for (let match = marks.exec(line); match !== null; match = marks.exec(line)) {
    const [mark] = match;
    if (mark.startsWith("`")) marks.lastIndex = spans.endFrom(match.index, mark.length);
    if (!mark.endsWith("<")) continue;
    escaped += `${line.slice(at, match.index)}&lt;`;
    at = match.index + mark.length;
  }
  return (escaped + line.slice(at)).replaceAll("<!--", "&lt;!--");
}
