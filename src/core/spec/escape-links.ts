import { CodeSpans } from "./code-spans.ts";

/** Where a link from a ticket may lead: the web, or a place in the same page. */
const SAFE_TARGET = /^[ \t]*(?:https?:\/\/|#)/i;

/**
 * A line in which no link can run a command or open a file.
 *
 * Shape:  links to the web stay; the bracket of any other target is escaped, so that the line
 *         shows as it is written. Code spans stay. The same line again when applied twice.
 */
export function escapeLinks(line: string): string {
  const inline = line.includes("](") ? escapeTargets(line) : line;
  const definition = /^([ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*)(\[[^\]]+\]:)(.*)$/.exec(inline);
  if (definition === null) return inline;
  const [, before = "", name = "", target = ""] = definition;
  return SAFE_TARGET.test(target) ? inline : `${before}\\${name}${target}`;
}

function escapeTargets(line: string): string {
  const marks = /`+|\]\(/g;
  const spans = new CodeSpans(line);
  let escaped = "";
  let at = 0;
  for (let match = marks.exec(line); match !== null; match = marks.exec(line)) {
    const [mark] = match;
    if (mark.startsWith("`")) {
      marks.lastIndex = spans.endFrom(match.index, mark.length);
      continue;
    }
    if (SAFE_TARGET.test(line.slice(marks.lastIndex))) continue;
    escaped += `${line.slice(at, match.index)}]\\(`;
    at = marks.lastIndex;
  }
  return escaped + line.slice(at);
}
