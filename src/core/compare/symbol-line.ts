import type { CodePlace } from "./findings.ts";

const MODIFIERS = String.raw`(?:(?:export|default|public|private|protected|internal|static|abstract|async|final|override|readonly|declare|pub(?:\([a-z]+\))?|open|sealed|virtual|inline)\s+){0,6}`;
const DECLARES = new RegExp(
  `^\\s{0,200}${MODIFIERS}(?:function|class|interface|type|enum|const|let|var|val|def|fn|fun|func|sub|struct|trait|impl|module|namespace|object|record|protocol|extension|test|it|describe|CREATE)\\b`,
);
const METHOD = new RegExp(`^\\s{0,200}${MODIFIERS}[#\\w$]{1,120}\\s?\\([^;]{0,400}\\{\\s*$`);
const CONTROL = /^\s*(?:\}\s*)?(?:if|for|while|switch|catch|else|do|return|with|using|lock)\b/;
const MOST_UP = 400;

/**
 * The line that names what a piece of code is part of: the declaration in it, else the one around
 * it, else its first line that says something.
 *
 * Shape:  without blanks at its ends; empty for a file that is gone. So a name that is made from it
 *         stays while lines are added above, or inside.
 */
export function symbolLine(lines: readonly string[], { startLine, endLine }: CodePlace): string {
  if (startLine === null) return "";
  const cited = lines.slice(startLine - 1, endLine ?? startLine);
  const own = cited.find(isDeclaration);
  const found = own ?? around(lines, startLine, cited) ?? cited.find(says) ?? cited[0] ?? "";
  return found.trim();
}

/** The nearest declaration above that is less indented than the code. */
function around(
  lines: readonly string[],
  startLine: number,
  cited: readonly string[],
): string | undefined {
  const first = cited.find((line) => line.trim() !== "");
  if (first === undefined) return undefined;
  const depth = indentOf(first);
  for (let at = startLine - 2; at >= Math.max(0, startLine - MOST_UP); at -= 1) {
    const line = lines[at] ?? "";
    if (indentOf(line) < depth && isDeclaration(line)) return line;
  }
  return undefined;
}

function isDeclaration(line: string): boolean {
  const text = line.slice(0, 1000);
  return !CONTROL.test(text) && (DECLARES.test(text) || METHOD.test(text));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A bracket alone tells nothing. */
function says(line: string): boolean {
  return (line.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 6;
}
