/**
 * What a description is after an editor has taken it in and written it out again: the same text to
 * a reader, other bytes. Doing it twice gives what doing it once gives.
 */
export function harshMarkdown(text: string): string {
  const blocks = text.replace(/\r\n?/g, "\n").split(/^((?:```|~~~)[^]*?\n(?:```|~~~)[ \t]*$)/m);
  const written = blocks.map((block, index) => (index % 2 === 1 ? block : harshProse(block)));
  return written
    .join("")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function harshProse(prose: string): string {
  return (
    prose
      .replace(/<!--[^]*?-->\n?/g, "")
      .split("\n")
      .map(harshLine)
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      // Items of a list stand close together, apart from what is above them.
      .replace(/^(\s*\* .*)\n\n(?=\s*\* )/gm, "$1\n")
      .replace(/^([^\s*|>#].*)\n(?=\* )/gm, "$1\n\n")
  );
}

function harshLine(line: string): string {
  const bullets = line.trimEnd().replace(/^(\s*)[-+] /, "$1* ");
  // Inside code, everything stays.
  const pieces = bullets.split(/(`[^`]*`)/);
  return pieces
    .map((piece, index) =>
      index % 2 === 1 ? piece : piece.replace(/(\w)(?<!\\)_(?=\w)/g, "$1\\_"),
    )
    .join("");
}
