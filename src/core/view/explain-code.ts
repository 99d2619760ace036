/**
 * What a page of tables says about the code of a problem.
 *
 * Shape:  `page` is the Markdown of the page, with rows of a code, its cause and what to do; the
 *         result is Markdown as well, and undefined where no row has the code.
 */
export function explainCode(page: string, code: string): string | undefined {
  const row = page.split(/\r?\n/).find((line) => line.startsWith(`| \`${code}\` |`));
  if (row === undefined) return undefined;
  // The cells of these tables hold no bars of their own.
  const [, , cause = "", advice = ""] = row.split("|").map((cell) => cell.trim());
  return `# ${code}\n\n${sentence(cause)}\n\n## What to do\n\n${sentence(advice)}\n`;
}

function sentence(cell: string): string {
  // A link to another page would lead nowhere from here.
  const text = cell.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?:]$/.test(first) ? first : `${first}.`;
}
