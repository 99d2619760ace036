import type { SpecDocument } from "../model/spec.ts";
import { readOutline } from "./outline.ts";
import { scanComments } from "./scan-comments.ts";
import { endOf, startOf, toLines } from "./text-lines.ts";

/**
 * Tells whether a comment that begins at a place belongs to a section of the spec.
 *
 * Not in code, in a quote, in another comment, on the heading itself or above the first one. The text
 * is read from the heading to the end of the line only: what is half typed there swallows what
 * stands below, and no reading of the whole would tell anything.
 *
 * Units: `line` and `column` count from 0; `isClosed` says that the line holds the end as well.
 */
export function mayHoldComment(
  { text, sections }: Pick<SpecDocument, "sections" | "text">,
  line: number,
  column: number,
  isClosed: boolean,
): boolean {
  const section = sections.findLast((one) => one.line <= line + 1);
  if (section === undefined || section.line === line + 1) return false;
  const whole = toLines(text, text.startsWith("\uFEFF") ? 1 : 0);
  if (line >= whole.starts.length) return false;
  if (!isClosed && endsFurtherDown(text, endOf(whole, line))) return false;
  const from = startOf(whole, section.line - 1);
  const lines = toLines(text.slice(from, endOf(whole, line)));
  const at = line - section.line + 1;
  const { headings, zones } = readOutline(lines, 0);
  if (headings.some(({ depth, end }) => depth === 1 || end > at)) return false;
  const zone = zones.find(({ first, end }) => first <= at && at < end);
  if (zone === undefined || zone.kind === "quote") return false;
  const kind = zone.kind === "html" ? "html" : "inline";
  const comments = scanComments(lines.text, startOf(lines, zone.first), lines.text.length, kind);
  return comments.some(({ start }) => start === startOf(lines, at) + column);
}

/** A comment over several lines is none of Canon's, and a second end would stand in the text. */
function endsFurtherDown(text: string, from: number): boolean {
  const end = text.indexOf("-->", from);
  const next = text.indexOf("<!--", from);
  return end >= 0 && (next < 0 || end < next);
}
