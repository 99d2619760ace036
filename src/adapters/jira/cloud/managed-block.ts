import { FOOTER_MARK } from "../../../core/model/managed-block.ts";
import { adfNodes } from "./adf/from-markdown.ts";
import { type AdfDocument, adfDocument, type AdfNode, childrenOf } from "./adf/nodes.ts";
import { printOf } from "./adf/prints.ts";
import { adfToMarkdown } from "./adf/to-markdown.ts";
import { readChangedText, readSentText } from "./block-text.ts";

/**
 * What Canon keeps beside an issue, in its entity property `canon`.
 *
 * A document has no place for invisible markers, so the prints say which of its outermost nodes
 * are Canon's.
 */
export interface CanonProperty {
  readonly version: 1;
  /** Names the create that made the issue; null for one that was linked by hand. */
  readonly marker: string | null;
  /** The Markdown as it was sent; null where it is too long to be kept. */
  readonly text: string | null;
  /** The print of the node above Canon's block; null when it begins the description. */
  readonly above: string | null;
  readonly prints: readonly string[];
}

/** The property's limit is 32,768 characters; the rest is room for how Jira counts them. */
const MAX_PROPERTY_LENGTH = 32_000;

/**
 * Nodes that Markdown cannot hold. Wherever a person puts one it is that person's: it is never
 * read as Canon's text, and a change of that text leaves it in the description.
 */
const FOREIGN = new Set([
  "media",
  "mediaSingle",
  "mediaGroup",
  "mediaInline",
  "extension",
  "bodiedExtension",
  "inlineExtension",
  "multiBodiedExtension",
  "syncBlock",
  "bodiedSyncBlock",
  "embedCard",
  "layoutSection",
]);

/** The Markdown of Canon's block; null where the description has none. */
export function readBlock(description: AdfDocument, property: CanonProperty | null): string | null {
  const place = property === null ? null : placeOf(description.content, property);
  if (property === null || place === null) return null;
  const nodes = description.content
    .slice(place.start, place.end)
    .filter((node) => !isForeign(node));
  const { text } = property;
  if (text === null) return readChangedText(nodes, "");
  return place.isAsSent ? readSentText(nodes, text) : readChangedText(nodes, text);
}

/** The Markdown of what people put around Canon's block, or into it where it is theirs all the same. */
export function readAroundBlock({ content }: AdfDocument, property: CanonProperty | null): string {
  const place = property === null ? null : placeOf(content, property);
  if (place === null) return adfToMarkdown(content).trim();
  const own = content.slice(place.start, place.end);
  const parts = [content.slice(0, place.start), own.filter(isForeign), content.slice(place.end)];
  return parts
    .map((nodes) => adfToMarkdown(nodes).trim())
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Replaces Canon's block, or adds one below what people wrote. */
export function writeBlock(
  description: AdfDocument,
  property: CanonProperty | null,
  text: string,
  marker: string | null,
): { readonly description: AdfDocument; readonly property: CanonProperty } {
  const { content } = description;
  const end = content.length;
  const place = (property && placeOf(content, property)) ?? { start: end, end };
  const nodes = adfNodes(text);
  const kept = content.slice(place.start, place.end).filter(isForeign);
  const above = content[place.start - 1];
  return {
    description: adfDocument([
      ...content.slice(0, place.start),
      ...nodes,
      ...kept,
      ...content.slice(place.end),
    ]),
    property: fitting({
      version: 1,
      marker,
      text,
      above: above === undefined ? null : printOf(above),
      prints: nodes.map(printOf),
    }),
  };
}

interface Place {
  readonly start: number;
  readonly end: number;
  /** Nothing was changed there but ticks. */
  readonly isAsSent: boolean;
}

/** Where Canon's block lies; null when neither it nor its last line can be found. */
function placeOf(content: readonly AdfNode[], property: CanonProperty): Place | null {
  const own = content.flatMap((node, index) =>
    isForeign(node) ? [] : [{ index, node, print: printOf(node) }],
  );
  const { prints } = property;
  const last = prints.at(-1);
  if (last === undefined) return { start: content.length, end: content.length, isAsSent: true };
  const found = own.map(({ print }) => print);
  const sent = found.findIndex((_, at) => prints.every((print, nth) => print === found[at + nth]));
  const footer =
    sent >= 0
      ? sent + prints.length - 1
      : Math.max(
          found.lastIndexOf(last),
          own.findLastIndex(({ node }) => isFooter(node)),
        );
  if (footer < 0) return null;
  const first = sent >= 0 ? sent : startBefore(found.slice(0, footer + 1), property);
  return {
    start: own[first]?.index ?? 0,
    end: (own[footer]?.index ?? 0) + 1,
    isAsSent: sent >= 0,
  };
}

/**
 * Where a block begins whose inside was edited; `found` ends with its last node.
 *
 * A paragraph that was changed in place stands as far before the next known one as it did; what
 * was above the block stays outside in any case.
 */
function startBefore(found: readonly string[], { prints, above }: CanonProperty): number {
  const first = found.indexOf(prints[0] ?? "");
  if (first >= 0) return first;
  const known = prints.findIndex((print) => found.includes(print));
  const start = known < 0 ? found.length - 1 : found.indexOf(prints[known] ?? "") - known;
  const lowest = above === null ? 0 : found.indexOf(above) + 1;
  return Math.min(Math.max(start, lowest), found.length - 1);
}

function isFooter(node: AdfNode): boolean {
  return node.type === "paragraph" && childrenOf(node)[0]?.text?.startsWith(FOOTER_MARK) === true;
}

function isForeign(node: AdfNode): boolean {
  return FOREIGN.has(node.type) || childrenOf(node).some(isForeign);
}

/** Without the text, what is read back is the document itself; the ends still show its place. */
function fitting(property: CanonProperty): CanonProperty {
  if (lengthOf(property) <= MAX_PROPERTY_LENGTH) return property;
  const bare = { ...property, text: null };
  if (lengthOf(bare) <= MAX_PROPERTY_LENGTH) return bare;
  return { ...bare, prints: [...bare.prints.slice(0, 1), ...bare.prints.slice(-1)] };
}

function lengthOf(property: CanonProperty): number {
  return JSON.stringify(property).length;
}
