import type { SpecDocument, SpecSection } from "../model/spec.ts";
import { lineText, toLines } from "./text-lines.ts";

/**
 * The section whose heading a line is, or that the line stands right below: behind nothing but blank
 * lines and comments.
 *
 * Units: `line` counts from 0.
 */
export function headingNear(
  { text, sections }: Pick<SpecDocument, "sections" | "text">,
  line: number,
): SpecSection | undefined {
  const section = sections.findLast((one) => one.line <= line + 1);
  if (section === undefined) return undefined;
  const lines = toLines(text);
  for (let at = section.line; at <= line; at += 1) {
    const row = lineText(lines, at).trim();
    const isUnderline = at === section.line && /^(?:=+|-+)$/.test(row);
    if (row !== "" && !isUnderline && !/^<!--(?:(?!-->).)*-->$/.test(row)) return undefined;
  }
  return section;
}
