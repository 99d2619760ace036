import { escapeTags } from "./criterion-text.ts";
import { escapeLinks } from "./escape-links.ts";
import { withNewlines } from "./text-lines.ts";

const FENCE = /^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/;
const HEADING = /^([ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*)(#{1,6}(?:[ \t]|$))/;
const UNDERLINE = /^[ \t]*(?:=+|-+)[ \t]*$/;

/**
 * A text from a ticket as it may stand in a section, whoever wrote it.
 *
 * Shape:  `known` are lines that the spec holds already, which stay as they are. In any other line
 *         nothing can open a comment, an HTML tag, a heading, or a link that is not to the web.
 *         Code blocks stay as they are and are closed. The same text again when applied twice.
 */
export function toSpecProse(text: string, known: ReadonlySet<string>): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of plainLines(text)) {
    const mark: string | undefined = FENCE.exec(line)?.[1];
    if (fence !== null) {
      lines.push(line);
      if (closes(line, fence)) fence = null;
    } else if (mark !== undefined) {
      lines.push(line);
      fence = mark;
    } else {
      const above = lines.at(-1) ?? "";
      lines.push(known.has(line) ? line : harmless(line, above));
    }
  }
  if (fence !== null) lines.push(fence);
  return trimBlankLines(lines).join("\n");
}

function plainLines(text: string): string[] {
  return withNewlines(text)
    .replace(/[^\P{Cc}\t\n]/gu, "")
    .replace(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, "")
    .split("\n")
    .map((line) => line.trimEnd());
}

function closes(line: string, mark: string): boolean {
  const text = line.replace(/^[ \t>]+/, "");
  return text.startsWith(mark) && text.replaceAll(mark.charAt(0), "") === "";
}

function harmless(line: string, above: string): string {
  const isUnderline = above.trim() !== "" && UNDERLINE.test(line);
  if (isUnderline) return line.replace(/[=-]/, "\\$&");
  return escapeLinks(escapeTags(line)).replace(HEADING, "$1\\$2");
}

function trimBlankLines(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}
