/** The lines of a text, each with its line ending; a text that ends in one has no empty last line. */
export function linesWithEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
