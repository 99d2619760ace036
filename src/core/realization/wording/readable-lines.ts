/**
 * One line of a text as its readers see it.
 *
 * Shape:  `text` has blanks in place of HTML comments, which nobody sees. `isQuoted`: it stands in
 *         a code block, a quotation or an unticked box of a list. `label` is the nearest heading
 *         or line with a colon at its end above, empty without one.
 */
export interface ReadableLine {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly label: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}\s+(.*)$/;
const UNTICKED = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\[ \]/;
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;
const INDENTED_CODE = /^(?: {4}|\t)/;
const LABEL_LENGTH = 200;

/**
 * Reads a text line by line, as much of Markdown as tells what is said from what is shown.
 *
 * Units:  time grows with the length of the text and not faster.
 */
export function readableLines(markdown: string): ReadableLine[] {
  const { text, hiddenFrom } = withoutComments(plainSigns(markdown));
  const lines: ReadableLine[] = [];
  let fence: string | null = null;
  let heading = "";
  let label = "";
  let isInList = false;
  let offset = 0;
  for (const line of text.split("\n")) {
    const mark = FENCE.exec(line)?.[1] ?? null;
    const isCode = fence !== null || mark !== null;
    if (fence === null) fence = mark;
    else if (mark?.[0] === fence[0] && mark !== null && mark.length >= fence.length) fence = null;
    if (!isCode) {
      const named = HEADING.exec(line)?.[1];
      if (named !== undefined) heading = named;
      if (named !== undefined || line.trim() === "") label = "";
      if (LIST_ITEM.test(line)) isInList = true;
      else if (line.trim() !== "" && !/^\s/.test(line)) isInList = false;
    }
    const isQuoted =
      isCode ||
      offset >= hiddenFrom ||
      UNTICKED.test(line) ||
      /^\s*>/.test(line) ||
      (!isInList && INDENTED_CODE.test(line));
    lines.push({ text: line, isQuoted, label: label === "" ? heading : label });
    if (!isCode && /:[*_\s]{0,5}$/.test(line)) label = line.slice(0, LABEL_LENGTH);
    offset += line.length + 1;
  }
  return lines;
}

/** Hyphens that look like the common one become it; signs that nobody sees go. */
function plainSigns(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
}

/** An opened comment that never ends hides nothing for sure; what follows it counts as quoted. */
function withoutComments(text: string): { readonly text: string; readonly hiddenFrom: number } {
  let shown = "";
  let from = 0;
  for (;;) {
    const start = text.indexOf("<!--", from);
    if (start < 0) return { text: shown + text.slice(from), hiddenFrom: Infinity };
    const end = text.indexOf("-->", start + 4);
    if (end < 0) return { text: shown + text.slice(from), hiddenFrom: start };
    const comment = text.slice(start, end + 3);
    shown += text.slice(from, start) + comment.replace(/[^\n]/g, " ");
    from = end + 3;
  }
}
