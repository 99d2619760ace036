import { conflictLine } from "../kernel/conflict-marks.ts";
import type { CommentPlace, SpecDocument, SpecSection } from "../model/spec.ts";
import { boxesWithText } from "./boxes.ts";
import { buildSection, commentsOf } from "./build-sections.ts";
import { placesOf, titleHeading, type BuiltSpec, type FoundProblems } from "./build-spec.ts";
import { checkSections, type SectionComments } from "./check-sections.ts";
import { hasSignsOfDamage } from "./damaged-comments.ts";
import { divide } from "./divide.ts";
import { moveAll, moveComments, movePlaces, moveSection } from "./move-lines.ts";
import { readOutline, type Outline } from "./outline.ts";
import { placeComments } from "./place-comments.ts";
import { inReadingOrder, type SpecProblem } from "./spec-problem.ts";
import { startOf, toLines } from "./text-lines.ts";

/**
 * A spec that somebody may type into, with what its next version can be made of.
 *
 * Units: `starts` are the offsets of the headings of its sections, `ends` those where the next
 *        heading stands that ends one; in `comments`, lines count from 0.
 */
export interface TypedSpec {
  readonly document: SpecDocument;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly comments: readonly SectionComments[];
  readonly found: FoundProblems;
}

/** Null for a spec in which an edit of one section may change what stands elsewhere. */
export function typedSpec({
  document,
  layout,
  front,
  outline,
  found,
}: BuiltSpec): TypedSpec | null {
  const { text, sections } = document;
  const isNamedAbove =
    front.frontMatter.title !== null ||
    (titleHeading(outline)?.first ?? -1) < (sections[0]?.line ?? 0) - 1;
  const hasFrontBelow = front.bodyLine === 0 && text.trimStart().startsWith("---");
  const isWhole = document.writable && outline.unclosed === null && !hasSignsOfDamage(text);
  if (!isNamedAbove || hasFrontBelow || !isWhole) return null;
  return {
    document,
    starts: layout.sections.map(({ part }) => startOf(layout.lines, part.heading.first)),
    ends: layout.sections.map(({ part }) => startOf(layout.lines, part.end)),
    comments: layout.sections.map(commentsOf),
    found,
  };
}

/**
 * Reads the next version of a spec by reading the one section that differs.
 *
 * This works because a heading that begins with `#` in the first column ends whatever stands before
 * it, except a block that has no end or that wants an empty line; and whether one of these is there
 * shows when the section is read with such a heading behind it.
 *
 * Shape:  what a full parse of the text would give, where sections that neither changed nor moved
 *         are the same objects as before; null when the edit may reach further than its section.
 */
export function typeInto(before: TypedSpec, text: string): TypedSpec | null {
  const { document, starts, ends } = before;
  const { start, end } = changeOf(document.text, text);
  const index = starts.findLastIndex((one) => one <= start);
  const [from, to] = [starts[index], ends[index]];
  const old = document.sections[index];
  if (from === undefined || to === undefined || old === undefined) return null;
  const grown = text.length - document.text.length;
  const isLast = to === document.text.length;
  // The line ending before the next heading has to be the same, too.
  if (!isLast && (end >= to || !isPlainHeading(text, to + grown))) return null;
  if (!isPlainHeading(text, from)) return null;
  const own = readAlone(text.slice(from, to + grown), old, isLast);
  return own === null ? null : joined(before, text, own);
}

/** Texts are compared in blocks first, which is much faster. */
const BLOCK = 4096;

/** What differs, as early in the text as it can be said to be. Units: offsets of the text before. */
function changeOf(before: string, after: string): { start: number; end: number } {
  const limit = Math.min(before.length, after.length);
  const endsLike = (length: number): boolean =>
    before.slice(before.length - length, before.length - length + BLOCK) ===
    after.slice(after.length - length, after.length - length + BLOCK);
  let tail = 0;
  while (tail + BLOCK <= limit && endsLike(tail + BLOCK)) tail += BLOCK;
  while (
    tail < limit &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  const startsLike = (at: number): boolean =>
    before.slice(at, at + BLOCK) === after.slice(at, at + BLOCK);
  let start = 0;
  while (start + BLOCK <= limit - tail && startsLike(start)) start += BLOCK;
  while (start < limit - tail && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  return { start, end: before.length - tail };
}

function isPlainHeading(text: string, offset: number): boolean {
  return /^#{1,6}(?:[ \t\r\n]|$)/.test(text.slice(offset, offset + 7));
}

/** A section as it reads now, in place of the one at its `section.index`. */
interface SectionAlone {
  readonly section: SpecSection;
  readonly old: SpecSection;
  readonly comments: SectionComments;
  readonly places: readonly CommentPlace[];
  readonly problems: readonly SpecProblem[];
}

/** Stands for the heading that follows, and is heard of only if nothing swallows it. */
const NEXT_HEADING = "# next";

/** Null when the part is not this one section, or has something in it that may concern others. */
function readAlone(part: string, old: SpecSection, isLast: boolean): SectionAlone | null {
  if (hasSignsOfDamage(part) || conflictLine(part) !== null) return null;
  const lines = toLines(isLast ? part : part + NEXT_HEADING);
  const outline = readOutline(lines, 0);
  if (!isOneSection(outline, old.depth, isLast)) return null;
  const { comments, problems } = placeComments(lines, outline.zones);
  const source = { lines, comments };
  const { parts } = divide(source, outline, boxesWithText(source, outline.boxes));
  const [own] = parts;
  const end = lines.starts.length - (isLast ? 0 : 1);
  if (own?.end !== end || own.heading.first !== 0) return null;
  const { section, layout } = buildSection(source, own, old, null);
  const by = old.line - 1;
  return {
    section: moveSection(section, by),
    old,
    comments: moveComments(commentsOf(layout), by),
    places: movePlaces(placesOf(source), by),
    problems: moveAll(problems, by),
  };
}

/** A heading of depth 1 might name the spec, whatever else it is. */
function isOneSection(outline: Outline, depth: number, isLast: boolean): boolean {
  const headings = isLast ? outline.headings : outline.headings.slice(0, -1);
  const isSame = headings[0]?.depth === depth && headings.every((heading) => heading.depth > 1);
  return isSame && outline.unclosed === null && outline.tooDeep === null;
}

function joined(before: TypedSpec, text: string, own: SectionAlone): TypedSpec {
  const { document, starts, ends } = before;
  const { section, old } = own;
  const at = section.index;
  const grown = text.length - document.text.length;
  const by = section.endLine - old.endLine;
  const sections = document.sections.map((one, index) =>
    index === at ? section : index > at ? moveSection(one, by) : one,
  );
  const comments = before.comments.map((one, index) =>
    index === at ? own.comments : index > at ? moveComments(one, by) : one,
  );
  const isAbove = ({ line }: { line: number | null }): boolean => (line ?? 0) < old.line;
  const isBelow = ({ line }: { line: number | null }): boolean => (line ?? 0) > old.endLine;
  const found = foundIn(before, own, { isAbove, isBelow, by, sections, comments });
  const places = [
    ...document.comments.filter(isAbove),
    ...own.places,
    ...movePlaces(document.comments.filter(isBelow), by),
  ];
  const problems = [...found.above, ...found.comments, ...found.orphans, ...found.checks];
  return {
    document: { ...document, text, sections, comments: places, problems: inReadingOrder(problems) },
    starts: starts.map((one, index) => (index > at ? one + grown : one)),
    ends: ends.map((one, index) => (index >= at ? one + grown : one)),
    comments,
    found,
  };
}

interface Now {
  readonly isAbove: (one: SpecProblem) => boolean;
  readonly isBelow: (one: SpecProblem) => boolean;
  readonly by: number;
  readonly sections: readonly SpecSection[];
  readonly comments: readonly SectionComments[];
}

function foundIn({ found, comments }: TypedSpec, own: SectionAlone, now: Now): FoundProblems {
  const { isAbove, isBelow, by } = now;
  const { section, old } = own;
  // Sections are compared again only where what is compared is not as it was.
  const isAlike =
    by === 0 &&
    section.id === old.id &&
    JSON.stringify(own.comments) === JSON.stringify(comments[section.index]);
  const movedBelow = (problems: readonly SpecProblem[]): readonly SpecProblem[] =>
    moveAll(problems.filter(isBelow), by);
  return {
    above: found.above,
    comments: [...found.comments.filter(isAbove), ...own.problems, ...movedBelow(found.comments)],
    orphans: [...found.orphans.filter(isAbove), ...movedBelow(found.orphans)],
    checks: isAlike ? found.checks : checkSections(now.sections, now.comments),
  };
}
