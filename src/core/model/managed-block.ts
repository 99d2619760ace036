const BEGIN = "<!-- canon:begin -->";
const END = "<!-- canon:end -->";
const MARKERS = /<!-- canon:(?:begin|end|(?:intent|comment|pull-request):[\w-]{1,64}) -->/g;

/**
 * The text between Canon's markers in a ticket's Markdown description; null without both.
 *
 * Gives back exactly what `writeManagedBlock` put there, with `\n` at the end of each line.
 */
export function readManagedBlock(description: string): string | null {
  const block = locateManagedBlock(description);
  if (block === null) return null;
  const text = description
    .slice(block.start + BEGIN.length, block.end - END.length)
    .replace(/\r\n/g, "\n")
    .replace(/^\n+|\n+$/g, "");
  return unescapeMarkers(text);
}

/** Puts `text` between the markers, or adds a block below what people wrote. */
export function writeManagedBlock(description: string, text: string): string {
  const block = locateManagedBlock(description);
  const written = `${BEGIN}\n${escapeMarkers(text)}\n${END}`;
  if (block !== null) {
    return description.slice(0, block.start) + written + description.slice(block.end);
  }
  const above = description.trimEnd();
  return `${above}${above === "" ? "" : "\n\n"}${written}\n`;
}

/**
 * What people wrote around the block, as `Ticket.otherText` has it.
 *
 * Shape:  without any of the comments by which Canon marks a description, wherever they stand; in a
 *         text without a block, all the rest of it.
 */
export function readAroundBlock(description: string): string {
  return around(description, locateManagedBlock(description));
}

/** Where the block lies, its markers included. */
export function locateManagedBlock(description: string): { start: number; end: number } | null {
  const start = description.indexOf(BEGIN);
  const end = description.indexOf(END, start + BEGIN.length);
  return start < 0 || end < 0 ? null : { start, end: end + END.length };
}

/** How the last line of Canon's block begins; it names the spec and section. */
export const FOOTER_MARK = "Spec: ";

/** Stands above the block where people had written something before it was added. */
const OPENING_LINE = "From the spec:";

/**
 * Canon's block of a description that keeps no invisible markers: from the line that opens it, or
 * else from the beginning, to the line that names the spec. Null without that line.
 */
export function readUnmarkedBlock(description: string): string | null {
  const block = locateUnmarkedBlock(description);
  if (block === null) return null;
  return description.slice(block.start, block.end).replace(/\r\n/g, "\n").trim();
}

/** What people wrote around that block, without the line that opens it. */
export function readAroundUnmarked(description: string): string {
  const block = locateUnmarkedBlock(description);
  return around(description, block === null ? null : { ...block, start: block.opening });
}

/** Replaces that block and keeps what people wrote around it; without one, adds it at the end. */
export function writeUnmarkedBlock(description: string, text: string): string {
  const block = locateUnmarkedBlock(description);
  if (block === null) {
    const above = description.trimEnd();
    return above === "" ? text : `${above}\n\n${OPENING_LINE}\n\n${text}`;
  }
  const gap = block.start === 0 ? "" : "\n\n";
  return description.slice(0, block.start) + gap + text + description.slice(block.end);
}

/** Trackers may set the opening line apart in their own way: bold, with blanks, with escapes. */
function locateUnmarkedBlock(
  description: string,
): { opening: number; start: number; end: number } | null {
  const footer = [...description.matchAll(/^Spec: [^\r\n]*/gm)].at(-1);
  if (footer === undefined) return null;
  const opening = [...description.matchAll(/^[*_ ]{0,4}From the spec:[*_ ]{0,4}\r?$/gm)]
    .filter(({ index }) => index < footer.index)
    .at(-1);
  const start = opening === undefined ? 0 : opening.index + opening[0].length;
  return { opening: opening?.index ?? 0, start, end: footer.index + footer[0].length };
}

/** The parts above and below a block are texts of their own. */
function around(description: string, block: { start: number; end: number } | null): string {
  const parts =
    block === null
      ? [description]
      : [description.slice(0, block.start), description.slice(block.end)];
  return parts
    .map((part) => part.replace(/\r\n?/g, "\n").replace(MARKERS, "").trim())
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A spec may show the markers as an example; inside the block they must not end it. */
function escapeMarkers(text: string): string {
  return text.replace(/<!-- (\\*)canon:(begin|end) -->/g, "<!-- \\$1canon:$2 -->");
}

function unescapeMarkers(text: string): string {
  return text.replace(/<!-- \\(\\*)canon:(begin|end) -->/g, "<!-- $1canon:$2 -->");
}
