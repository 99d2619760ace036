import { FOOTER_MARK } from "../model/managed-block.ts";
import { boxesWithText, type Box, type BoxRun } from "./boxes.ts";
import { dedent, keptText, type CommentedText, type LineRange } from "./kept-text.ts";
import { readOutline } from "./outline.ts";
import { placeComments } from "./place-comments.ts";
import { toLines } from "./text-lines.ts";

/** A criterion as it stands in a ticket. `details` is what else belongs to its list item. */
export interface ManagedCriterion {
  readonly text: string;
  readonly details: string;
  readonly checked: boolean;
}

/** What a section and its ticket share. */
export interface SharedText {
  readonly prose: string;
  readonly criteria: readonly ManagedCriterion[];
}

/** The shared text with the line that names its spec and section. */
export interface ManagedText extends SharedText {
  readonly footer: string;
}

/** Writes the text of Canon's block: prose, boxes with their details, footer. */
export function renderManagedText({ prose, criteria, footer }: ManagedText): string {
  const boxes = criteria.map(renderCriterion).join("\n");
  const footerLine = footer === "" ? "" : FOOTER_MARK + footer.replace(/\s+/g, " ").trim();
  return [prose, boxes, footerLine].filter((part) => part !== "").join("\n\n");
}

/** A list below the text needs no blank line; anything else would run into the text. */
function renderCriterion({ text, details, checked }: ManagedCriterion): string {
  const box = `- [${checked ? "x" : " "}] ${text}`;
  if (details === "") return box;
  const indented = details
    .split("\n")
    .map((line) => (/[^ \t]/.test(line) ? `  ${line}` : line))
    .join("\n");
  return `${box}${/^- [^\s[]/.test(details) ? "\n" : "\n\n"}${indented}`;
}

/**
 * Reads Canon's block of a ticket, the inverse of `renderManagedText` for what a spec yields.
 *
 * Shape:  boxes count wherever they stand, as in a spec; the last footer line is left out.
 * Errors: none; any text can be read.
 */
export function readManagedText(markdown: string): SharedText {
  const lines = toLines(withoutFooter(markdown));
  const outline = readOutline(lines, 0);
  const source = { lines, comments: placeComments(lines, outline.zones).comments };
  return readShared(source, { first: 0, end: lines.starts.length }, [], {
    boxes: boxesWithText(source, outline.boxes),
    from: 0,
  });
}

function withoutFooter(markdown: string): string {
  const rows = markdown.split(/\r\n?|\n/);
  const footer = rows.findLastIndex((row) => row.startsWith(FOOTER_MARK));
  if (footer >= 0) rows[footer] = "";
  return rows.join("\n");
}

/**
 * Divides a range of lines into prose and criteria.
 *
 * Shape:  `cuts` are further lines that belong to neither; the boxes are those of the range.
 */
export function readShared(
  source: CommentedText,
  range: LineRange,
  cuts: readonly LineRange[],
  { boxes, from }: BoxRun,
): SharedText {
  const children = childrenOf(boxes);
  const outermost = children.size === 0 ? boxes : boxes.filter((box) => box.parent === null);
  const outer =
    cuts.length === 0 ? outermost : [...outermost, ...cuts].sort((a, b) => a.first - b.first);
  const criteria = boxes.map((box, index) => ({
    text: box.text,
    details: detailsOf(source, box, children.get(from + index) ?? []),
    checked: box.checked,
  }));
  return { prose: keptText(source, range, outer), criteria };
}

/** The boxes directly inside each box, by its place; most texts have none. */
function childrenOf(boxes: readonly Box[]): ReadonlyMap<number, readonly Box[]> {
  const children = new Map<number, Box[]>();
  for (const box of boxes) {
    if (box.parent === null) continue;
    const siblings = children.get(box.parent);
    if (siblings === undefined) children.set(box.parent, [box]);
    else siblings.push(box);
  }
  return children;
}

function detailsOf(source: CommentedText, box: Box, nested: readonly Box[]): string {
  if (box.end <= box.textEnd) return "";
  return dedent(keptText(source, { first: box.textEnd, end: box.end }, nested), box.column);
}
