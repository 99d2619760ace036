import { deflateRawSync, inflateRawSync } from "node:zlib";
import { hashText } from "../../../core/kernel/hash.ts";

/** A text of Canon's block is far shorter; a remote text must not unfold into more than this. */
const LONGEST = 200_000;
const CHECK_LENGTH = 8;

/** How a supplement begins: what it says holds with any ticks, or with just these. */
const WITHOUT_TICKS = "t";
const WHOLE = "w";

const WIKI_BOX = /^([*#]+[ \t]+)(?:\\?\[([ xX])\\?\])(?=[ \t])/gm;
const MARKDOWN_BOX = /^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([ xX])\](?=[ \t])/gm;

/**
 * What the wiki markup of a text lacks to say exactly what the Markdown says.
 *
 * Shape: letters, digits, `-` and `_`. Most of the text stands in the markup, so this is short.
 *        Ticks are left out where that is possible, so that ticking a box leaves the rest valid.
 */
export function supplementOf(wiki: string, text: string): string {
  const bare = untick(text, MARKDOWN_BOX);
  const isLoose = withTicks(bare, ticksOf(wiki)) === text;
  return isLoose ? WITHOUT_TICKS + pack(untick(wiki, WIKI_BOX), bare) : WHOLE + pack(wiki, text);
}

/** The Markdown of a markup and its supplement; undefined where the two do not belong together. */
export function supplemented(wiki: string, supplement: string): string | undefined {
  const packed = supplement.slice(1);
  if (!supplement.startsWith(WITHOUT_TICKS)) return unpack(wiki, packed);
  const bare = unpack(untick(wiki, WIKI_BOX), packed);
  return bare === undefined ? undefined : withTicks(bare, ticksOf(wiki));
}

function untick(text: string, box: RegExp): string {
  return text.replace(box, "$1[ ]");
}

function ticksOf(wiki: string): readonly string[] {
  return [...wiki.matchAll(WIKI_BOX)].map(([, , tick = " "]) => tick.toLowerCase());
}

/** Undefined where the boxes are not as many as the ticks. */
function withTicks(bare: string, ticks: readonly string[]): string | undefined {
  let count = 0;
  const text = bare.replace(MARKDOWN_BOX, (_all, marker: string) => {
    const tick = ticks[count] ?? " ";
    count += 1;
    return `${marker}[${tick}]`;
  });
  return count === ticks.length ? text : undefined;
}

function pack(wiki: string, text: string): string {
  const bytes = deflateRawSync(Buffer.from(text), withDictionary(wiki));
  return checkOf(wiki, text) + bytes.toString("base64url");
}

function unpack(wiki: string, packed: string): string | undefined {
  const bytes = Buffer.from(packed.slice(CHECK_LENGTH), "base64url");
  try {
    const options = { ...withDictionary(wiki), maxOutputLength: LONGEST };
    const text = inflateRawSync(bytes, options).toString();
    return checkOf(wiki, text) === packed.slice(0, CHECK_LENGTH) ? text : undefined;
  } catch {
    // Bytes that do not unfold belong to another text: somebody edited the block.
    return undefined;
  }
}

function withDictionary(wiki: string): { level: number; dictionary?: Buffer } {
  return wiki === "" ? { level: 9 } : { level: 9, dictionary: Buffer.from(wiki) };
}

function checkOf(wiki: string, text: string): string {
  return hashText(`${wiki}\n\0${text}`).slice(0, CHECK_LENGTH);
}
