import { cutShort } from "../kernel/cut-short.ts";
import { conflictLine } from "../kernel/conflict-marks.ts";
import { t } from "../kernel/texts.ts";
import type { CommentPlace, SpecDocument } from "../model/spec.ts";
import { boxesWithText } from "./boxes.ts";
import { buildSections, commentsOf, type SectionLayout } from "./build-sections.ts";
import { checkSections } from "./check-sections.ts";
import { damagedAt } from "./damaged-comments.ts";
import { divide } from "./divide.ts";
import { readFrontMatter, type FrontMatterReading } from "./front-matter.ts";
import { readHeading } from "./heading-text.ts";
import { readOutline, type Outline, type OutlineHeading } from "./outline.ts";
import type { CommentedText } from "./kept-text.ts";
import { placeComments } from "./place-comments.ts";
import { inReadingOrder, specProblem, type SpecProblem } from "./spec-problem.ts";
import { startOf, toLines, type TextLines } from "./text-lines.ts";
import type { UnclosedBlock } from "./unclosed-block.ts";

/** Where things stand in a spec; the writer needs it and nobody else. */
export interface SpecLayout {
  readonly lines: TextLines;
  readonly sections: readonly SectionLayout[];
}

/** A spec, and what it was made of. */
export interface BuiltSpec {
  readonly document: SpecDocument;
  readonly layout: SpecLayout;
  readonly front: FrontMatterReading;
  readonly outline: Outline;
  readonly found: FoundProblems;
}

/** What is odd in the parts of a spec, by where it was found; in the order of the lines. */
export interface FoundProblems {
  readonly above: readonly SpecProblem[];
  readonly comments: readonly SpecProblem[];
  /** What stands in no section. */
  readonly orphans: readonly SpecProblem[];
  /** What follows from sections beside each other, in no order. */
  readonly checks: readonly SpecProblem[];
}

/** Reads a spec into the model and the layout behind it. Never throws. */
export function buildSpec(text: string): BuiltSpec {
  const lines = toLines(text, text.startsWith("\uFEFF") ? 1 : 0);
  const front = readFrontMatter(lines);
  const outline = readOutline(lines, front.bodyLine);
  const placed = placeComments(lines, outline.zones);
  const source = { lines, comments: placed.comments };
  const division = divide(source, outline, boxesWithText(source, outline.boxes));
  const { sections, layouts } = buildSections(source, division, outline.unclosed);
  const conflict = conflictLine(text);
  const title = front.frontMatter.title ?? firstTitle(outline);
  const found = {
    above: [...front.problems, ...(title === null ? [untitled()] : [])],
    comments: placed.problems,
    orphans: division.problems,
    checks: checkSections(sections, layouts.map(commentsOf)),
  };
  const problems = [
    ...found.above,
    ...outlineProblems(outline),
    ...(conflict === null ? [] : [undecided(conflict)]),
    ...found.comments,
    ...damageProblems(lines, outline),
    ...found.orphans,
    ...found.checks,
  ];
  const document: SpecDocument = {
    text,
    title: title ?? "Untitled Spec",
    frontMatter: front.frontMatter,
    sections,
    comments: placesOf(source),
    problems: inReadingOrder(problems),
    writable:
      front.writable &&
      conflict === null &&
      outline.tooDeep === null &&
      !outline.unclosed?.isComment,
  };
  return { document, layout: { lines, sections: layouts }, front, outline, found };
}

/** Where the Canon comments of a text stand. */
export function placesOf({ lines, comments }: CommentedText): CommentPlace[] {
  return comments.map((comment) => ({
    line: comment.line + 1,
    lastLine: comment.lastLine + 1,
    column: comment.start - startOf(lines, comment.line),
    endColumn: comment.end - startOf(lines, comment.lastLine),
  }));
}

/** What swallows the rest of a text because nothing closes it. Lines count from 0. */
export function unclosedAt(text: string): UnclosedBlock | null {
  const lines = toLines(text, text.startsWith("\uFEFF") ? 1 : 0);
  return readOutline(lines, readFrontMatter(lines).bodyLine).unclosed;
}

/** The heading that names a spec whose front matter does not. */
export function titleHeading({ headings }: Outline): OutlineHeading | undefined {
  return headings.find((one) => one.depth === 1 && one.text !== "");
}

function firstTitle(outline: Outline): string | null {
  const heading = titleHeading(outline);
  return heading === undefined ? null : readHeading(heading.text).title || null;
}

function untitled(): SpecProblem {
  const message = t(
    "This spec has no title. Add `title:` to the front matter, or a first line `# …`.",
  );
  return specProblem("spec/missing-title", "info", 0, message);
}

/** Both sides stand in the text, so nothing that it says can be relied on. */
function undecided(line: number): SpecProblem {
  const message = t(
    "A merge left its conflict marks here, so nothing is synced with this file or written into it. Run `canon resolve`, or Canon: Resolve Merge Conflicts, and decide the rest by hand. Indent the marks if they are an example.",
  );
  return specProblem("spec/merge-conflict", "error", line - 1, message);
}

/** Only outside code and quotations, where such a line is an example. */
function damageProblems(lines: TextLines, { damage }: Outline): SpecProblem[] {
  return damage.flatMap((line) => {
    const damaged = damagedAt(lines, line);
    if (damaged === null) return [];
    const message = t(
      "A formatter made plain text of this Canon comment, so it is not read and stands in the text of the section. It was {0}. Restore it.",
      cutShort(damaged.meant, 90),
    );
    return [specProblem("spec/damaged-comment", "warning", line, message)];
  });
}

function outlineProblems({ unclosed, tooDeep }: Outline): SpecProblem[] {
  const problems: SpecProblem[] = [];
  if (unclosed !== null) {
    const text = t("Nothing closes what begins here, so the rest of the file belongs to it.");
    problems.push(
      unclosed.isComment
        ? specProblem(
            "spec/unclosed-comment",
            "error",
            unclosed.line,
            t("{0} Nothing will be written into this file. Add `-->`.", text),
          )
        : specProblem(
            "spec/unclosed-block",
            "warning",
            unclosed.line,
            t("{0} Add a line with {1} where it should end.", text, unclosed.closer),
          ),
    );
  }
  if (tooDeep !== null) {
    const text = t(
      "Lists or quotes are nested too deeply from here on, so the text below was not read and nothing will be written into this file. Flatten them.",
    );
    problems.push(specProblem("spec/too-deep", "error", tooDeep, text));
  }
  return problems;
}
