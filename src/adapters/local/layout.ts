import { t } from "../../core/kernel/texts.ts";
import { locateManagedBlock } from "../../core/model/managed-block.ts";

/**
 * The parts of a ticket file.
 *
 * Units: offsets in UTF-16 units. The description ends where the comments begin, which is at the
 *        heading `## Comments`, or at the end of the file.
 */
export interface Layout {
  readonly yamlStart: number;
  readonly yamlEnd: number;
  readonly bodyStart: number;
  readonly commentsStart: number;
}

/** What is wrong with a ticket file, to be put behind its name. Lines count from 1. */
export interface Flaw {
  readonly line: number;
  readonly what: string;
}

interface Line {
  readonly start: number;
  /** Behind the line ending. */
  readonly next: number;
  readonly text: string;
}

/** Finds the parts; a file without a complete front matter has none. */
export function layOut(text: string): Layout | Flaw {
  const [first, ...others] = linesOf(text, text.startsWith("\uFEFF") ? 1 : 0);
  if (first === undefined || first.text.trimEnd() !== "---") {
    return { line: 1, what: t("the front matter is missing. Begin the file with a line ---") };
  }
  const close = others.find((line) => line.text.trimEnd() === "---");
  if (close === undefined) {
    return { line: 1, what: t("the front matter has no closing ---. Add the missing line") };
  }
  return {
    yamlStart: first.next,
    yamlEnd: close.start,
    bodyStart: close.next,
    commentsStart: findComments(text, close.next),
  };
}

/** The lines of `text` that are no part of a fenced code block, from `start` on. */
export function linesOutsideFences(text: string, start: number): Line[] {
  return divideAtFences(text, start).outside;
}

/** The mark that would close the code block in which `text` ends; empty when it ends in none. */
export function fenceLeftOpen(text: string): string {
  return divideAtFences(text, 0).fence;
}

function divideAtFences(text: string, start: number): { outside: Line[]; fence: string } {
  let fence = "";
  const outside = linesOf(text, start).filter((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line.text);
    if (mark?.[1] === undefined) return fence === "";
    if (fence === "") fence = mark[1];
    else if (mark[1].startsWith(fence) && mark[2]?.trim() === "") fence = "";
    return false;
  });
  return { outside, fence };
}

/** What Canon wrote may hold such a heading too, so its block is passed over. */
function findComments(text: string, bodyStart: number): number {
  const block = locateManagedBlock(text.slice(bodyStart));
  const blockStart = block === null ? text.length : bodyStart + block.start;
  const above = linesOutsideFences(text.slice(0, blockStart), bodyStart);
  const below = block === null ? [] : linesOutsideFences(text, bodyStart + block.end);
  const heading = [...above, ...below].find((line) => /^## +Comments *#* *$/i.test(line.text));
  return heading?.start ?? text.length;
}

function linesOf(text: string, start: number): Line[] {
  const lines: Line[] = [];
  for (let from = start; from < text.length;) {
    const newline = text.indexOf("\n", from);
    const next = newline < 0 ? text.length : newline + 1;
    lines.push({ start: from, next, text: text.slice(from, next).replace(/\r?\n$/, "") });
    from = next;
  }
  return lines;
}
