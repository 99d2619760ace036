import { remembered } from "../remembered.ts";

/** A section as a person sees it: its heading and the lines up to the next one. */
export interface Block {
  readonly lines: readonly string[];
}

/** The heading under which Canon writes the criteria of a section that had none. */
const CRITERIA = /^#{2,6} Acceptance Criteria$/;
const CANON_COMMENT = /^<!-- canon:/;
const LINK = /^<!-- canon:ticket:([a-z-]+):(\S+) -->$/;
const STATUS = /^(<!-- canon:system:\S+ status:)(\S+)( -->)$/;
const ANCHOR = /\bAnchor (s\d+)\./;

interface Blocks {
  readonly top: readonly string[];
  readonly blocks: readonly Block[];
}

/** What stands above the first section, and the sections. */
export const toBlocks = remembered((text: string): Blocks => {
  const top: string[] = [];
  const blocks: { lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    if (/^#{2,6} /.test(line) && !CRITERIA.test(line)) blocks.push({ lines: [line] });
    else (blocks.at(-1)?.lines ?? top).push(line);
  }
  return { top, blocks };
});

export function fromBlocks(top: readonly string[], blocks: readonly Block[]): string {
  return [...top, ...blocks.flatMap(({ lines }) => lines)].join("\n");
}

/** The name that a section keeps whatever is done to it; undefined where a merge took it. */
export function nameOf({ lines }: Block): string | undefined {
  return ANCHOR.exec(lines.join("\n"))?.[1];
}

export function anchorIn(text: string): string | undefined {
  return ANCHOR.exec(text)?.[1];
}

export function linkOf({ lines }: Block): string | undefined {
  return lines.map((line) => LINK.exec(line)?.[2]).find((key) => key !== undefined);
}

export function statusOf({ lines }: Block): string | undefined {
  return lines.map((line) => STATUS.exec(line)?.[2]).find((word) => word !== undefined);
}

export function withStatus({ lines }: Block, word: string): Block {
  return { lines: lines.map((line) => line.replace(STATUS, `$1${word}$3`)) };
}

export function withoutLink({ lines }: Block): Block {
  return { lines: lines.filter((line) => !LINK.test(line)) };
}

/** Boxes by what they say. */
export function boxesOf({ lines }: Block): Map<string, boolean> {
  const boxes = new Map<string, boolean>();
  for (const line of lines) {
    const box = /^- \[([ x])\] (.*)$/.exec(line);
    if (box !== null) boxes.set(box[2] ?? "", box[1] === "x");
  }
  return boxes;
}

/** The lines that are people's own: nothing that Canon wrote, and boxes whatever their tick. */
export function ownLines(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line !== "" && !CANON_COMMENT.test(line) && !CRITERIA.test(line))
    .map((line) => line.replace(/^- \[x\] /, "- [ ] "));
}

/** The words that an edit left and that no other edit leaves. */
export function tokensIn(text: string): string[] {
  return text.match(/\b[tc]\d+\b/g) ?? [];
}
