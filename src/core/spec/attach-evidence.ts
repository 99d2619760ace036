import type { Box, BoxRun } from "./boxes.ts";
import { isKind, type EvidenceComment, type PlacedComment } from "./canon-comment.ts";
import { isBlank, lineText, type TextLines } from "./text-lines.ts";

/** The evidence of a section, and that of each of its boxes; boxes at the end may be missing. */
export interface AttachedEvidence {
  readonly own: readonly EvidenceComment[];
  readonly ofBoxes: readonly (readonly EvidenceComment[])[];
}

const NO_EVIDENCE: AttachedEvidence = { own: [], ofBoxes: [] };

/**
 * Says which evidence belongs to which box.
 *
 * Shape:  evidence in the text of a box or directly below it belongs to that box; so does
 *         evidence elsewhere in its list item. The rest belongs to the section.
 * Source: the Canon spec format: blank lines and Canon comments may stand between the two.
 */
export function attachEvidence(
  lines: TextLines,
  comments: readonly PlacedComment[],
  { boxes, from }: BoxRun,
): AttachedEvidence {
  if (!comments.some((comment) => comment.value.kind === "evidence")) return NO_EVIDENCE;
  const own: EvidenceComment[] = [];
  const ofBoxes = boxes.map((): EvidenceComment[] => []);
  const chain = new Chain(lines, comments);
  let last = -1;
  for (const comment of comments) {
    while ((boxes[last + 1]?.first ?? Infinity) <= comment.line) last += 1;
    if (!isKind(comment, "evidence")) continue;
    const box = boxes[last];
    const isDirect = box !== undefined && chain.reaches(box, comment.line);
    const owner = isDirect ? last : around({ boxes, from }, last, comment.line);
    (ofBoxes[owner] ?? own).push(comment);
  }
  return { own, ofBoxes };
}

/** The place of the innermost box whose list item holds a line, -1 without one. */
function around({ boxes, from }: BoxRun, start: number, line: number): number {
  let place = start;
  for (let box = boxes[place]; box !== undefined && box.end <= line; box = boxes[place]) {
    place = box.parent === null ? -1 : box.parent - from;
  }
  return place;
}

/** Remembers how far the unbroken run of comments and blank lines below a box goes. */
class Chain {
  readonly #lines: TextLines;
  readonly #comments: readonly PlacedComment[];
  #bridges: ReadonlySet<number> | null = null;
  #box: Box | null = null;
  #reached = 0;

  constructor(lines: TextLines, comments: readonly PlacedComment[]) {
    this.#lines = lines;
    this.#comments = comments;
  }

  reaches(box: Box, line: number): boolean {
    if (this.#box !== box) {
      this.#box = box;
      this.#reached = box.textEnd;
    }
    while (this.#reached < line && this.#passes(this.#reached)) this.#reached += 1;
    return this.#reached >= line;
  }

  #passes(line: number): boolean {
    if (isBlank(this.#lines, line)) return true;
    this.#bridges ??= new Set(
      this.#comments.filter((one) => this.#isBridge(one)).map((one) => one.line),
    );
    return this.#bridges.has(line);
  }

  #isBridge(comment: PlacedComment): boolean {
    if (comment.lastLine !== comment.line) return false;
    const startsLine = lineText(this.#lines, comment.line).trimStart().startsWith("<!--");
    return comment.value.kind === "evidence" || startsLine;
  }
}
