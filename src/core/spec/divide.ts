import { t } from "../kernel/texts.ts";
import type { Box, BoxRun } from "./boxes.ts";
import type { PlacedComment } from "./canon-comment.ts";
import { isCriteriaHeading, readHeading, type HeadingText } from "./heading-text.ts";
import type { CommentedText, LineRange } from "./kept-text.ts";
import type { Outline, OutlineHeading } from "./outline.ts";
import { specProblem, type SpecProblem } from "./spec-problem.ts";

/** A section with all that stands in it. Lines count from 0, `end` excluded. */
export interface SectionPart {
  readonly heading: OutlineHeading;
  readonly name: HeadingText;
  readonly end: number;
  readonly comments: readonly PlacedComment[];
  readonly boxes: BoxRun;
  /** The headings of criteria, which are no text of the section. */
  readonly cuts: readonly LineRange[];
}

export interface Division {
  readonly parts: readonly SectionPart[];
  readonly problems: readonly SpecProblem[];
}

interface Boundary {
  readonly heading: OutlineHeading;
  readonly name: HeadingText;
  readonly cuts: LineRange[];
}

/**
 * Gives comments, boxes and headings of criteria to the section they stand in, by position.
 *
 * What stands above the first section, or below a heading of depth 1, belongs to none.
 */
export function divide(
  { lines, comments }: CommentedText,
  { headings }: Outline,
  boxes: readonly Box[],
): Division {
  const boundaries = boundariesOf(headings);
  const commentsOf = new Cursor(comments, (comment) => comment.line);
  const boxesOf = new Cursor(boxes, (box) => box.first);
  const problems = orphans(commentsOf, boxesOf, boundaries[0]?.heading.first ?? Infinity);
  const parts: SectionPart[] = [];
  boundaries.forEach(({ heading, name, cuts }, index) => {
    const end = boundaries[index + 1]?.heading.first ?? lines.starts.length;
    if (heading.depth === 1) {
      problems.push(...orphans(commentsOf, boxesOf, end));
      return;
    }
    const own = commentsOf.upTo(end);
    const from = boxesOf.position;
    parts.push({
      heading,
      name,
      end,
      comments: own,
      boxes: { boxes: boxesOf.upTo(end), from },
      cuts,
    });
  });
  return { parts, problems };
}

function boundariesOf(headings: readonly OutlineHeading[]): Boundary[] {
  const boundaries: Boundary[] = [];
  for (const heading of headings) {
    const name = readHeading(heading.text);
    if (!isCriteriaHeading(name)) boundaries.push({ heading, name, cuts: [] });
    else boundaries.at(-1)?.cuts.push({ first: heading.first, end: heading.end });
  }
  return boundaries;
}

function orphans(comments: Cursor<PlacedComment>, boxes: Cursor<Box>, end: number): SpecProblem[] {
  const problems = comments
    .upTo(end)
    .map((comment) =>
      specProblem(
        "spec/orphan-comment",
        "warning",
        comment.line,
        t(
          "This Canon comment stands under no section heading, so it is ignored. Move it below the heading it is meant for.",
        ),
      ),
    );
  const [box] = boxes.upTo(end);
  if (box === undefined) return problems;
  const text = t(
    "This check-box stands under no section heading, so it is no criterion of any section. Move it below a heading of depth 2 to 6.",
  );
  return [...problems, specProblem("spec/orphan-criterion", "info", box.first, text)];
}

/** Hands out the items of an ordered list, stretch by stretch. */
class Cursor<Item> {
  position = 0;
  readonly #items: readonly Item[];
  readonly #lineOf: (item: Item) => number;

  constructor(items: readonly Item[], lineOf: (item: Item) => number) {
    this.#items = items;
    this.#lineOf = lineOf;
  }

  upTo(line: number): readonly Item[] {
    const start = this.position;
    for (let item = this.#items[start]; item !== undefined; item = this.#items[this.position]) {
      if (this.#lineOf(item) >= line) break;
      this.position += 1;
    }
    return this.#items.slice(start, this.position);
  }
}
