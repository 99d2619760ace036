/**
 * The lines of a source file as they are compared.
 *
 * Shape:  without their endings, so that a file keeps its evidence when it changes between LF and
 *         CRLF; a byte-order mark is no part of the first line. A text that ends in a line ending
 *         has no empty last line.
 */
export function codeLines(text: string): string[] {
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const lines = plain.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
