const BEGIN = "<!-- canon:begin -->";
const END = "<!-- canon:end -->";

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

/** Where the block lies, its markers included. */
export function locateManagedBlock(description: string): { start: number; end: number } | null {
  const start = description.indexOf(BEGIN);
  const end = description.indexOf(END, start + BEGIN.length);
  return start < 0 || end < 0 ? null : { start, end: end + END.length };
}

/** A spec may show the markers as an example; inside the block they must not end it. */
function escapeMarkers(text: string): string {
  return text.replace(/<!-- (\\*)canon:(begin|end) -->/g, "<!-- \\$1canon:$2 -->");
}

function unescapeMarkers(text: string): string {
  return text.replace(/<!-- \\(\\*)canon:(begin|end) -->/g, "<!-- $1canon:$2 -->");
}
