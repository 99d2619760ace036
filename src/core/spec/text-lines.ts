/**
 * A text cut into lines.
 *
 * Shape:  line i runs from `starts[i]` to `ends[i]`, its line ending excluded; `\n`, `\r\n` and a
 *         lone `\r` end a line, and a final line ending is followed by one last empty line.
 * Units:  offsets in UTF-16 units; line indexes from 0.
 */
export interface TextLines {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Cuts a text into lines; `from` leaves out what stands before the first one, such as a BOM. */
export function toLines(text: string, from = 0): TextLines {
  const starts = [from];
  const ends: number[] = [];
  const hasLoneReturns = text.includes("\r") && /\r(?!\n)/.test(text);
  const nextEnding = hasLoneReturns ? endOfLine : nextNewline;
  for (let at = nextEnding(text, from); at >= 0; at = nextEnding(text, starts.at(-1) ?? from)) {
    const isPair = text.charCodeAt(at) === 10 && at > from && text.charCodeAt(at - 1) === 13;
    ends.push(isPair ? at - 1 : at);
    starts.push(at + 1);
  }
  ends.push(text.length);
  return { text, starts, ends };
}

function nextNewline(text: string, start: number): number {
  return text.indexOf("\n", start);
}

/** The last unit of the line ending that comes next, where a return may be one by itself. */
function endOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) return at;
    if (unit === 13) return text.charCodeAt(at + 1) === 10 ? at + 1 : at;
  }
  return -1;
}

/** Where a line starts; the end of the text for the line after the last one. */
export function startOf(lines: TextLines, index: number): number {
  return lines.starts[index] ?? lines.text.length;
}

/** Where a line ends, its line ending excluded. */
export function endOf(lines: TextLines, index: number): number {
  return lines.ends[index] ?? lines.text.length;
}

export function lineText(lines: TextLines, index: number): string {
  return lines.text.slice(startOf(lines, index), endOf(lines, index));
}

/** Tells whether a line holds spaces and tabs only. */
export function isBlank(lines: TextLines, index: number): boolean {
  for (let at = startOf(lines, index); at < endOf(lines, index); at++) {
    const unit = lines.text.charCodeAt(at);
    if (unit !== 32 && unit !== 9) return false;
  }
  return true;
}

/** The index of the line that holds an offset. */
export function lineAt(lines: TextLines, offset: number): number {
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(lines, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The line ending that new text beside a line should use: its own, else its neighbour's. */
export function lineEndingAt(lines: TextLines, index: number): string {
  const own = endingOf(lines, index);
  return own !== "" ? own : endingOf(lines, index - 1) || "\n";
}

function endingOf(lines: TextLines, index: number): string {
  return index < 0 ? "" : lines.text.slice(endOf(lines, index), startOf(lines, index + 1));
}

/** The lines from `first` up to `end` as text with `\n` between them. */
export function textOfLines(lines: TextLines, first: number, end: number): string {
  if (end <= first) return "";
  const text = lines.text.slice(startOf(lines, first), endOf(lines, end - 1));
  return withNewlines(text);
}

/** The text with `\n` for every line ending. */
export function withNewlines(text: string): string {
  if (!text.includes("\r")) return text;
  const paired = text.replaceAll("\r\n", "\n");
  return paired.includes("\r") ? paired.replaceAll("\r", "\n") : paired;
}
