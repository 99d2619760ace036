import { cutShort } from "../kernel/cut-short.ts";
import { lineLength, type DataLine } from "../realization/opinions/data-blocks.ts";
import type { Redactor } from "../redact/redact.ts";
import { textOf, type Candidate } from "./candidate-sections.ts";
import type { ComparedFile } from "./compared-file.ts";
import { diffLines } from "./diff-lines.ts";

/** How much a model is asked about, all together and at once. Units: characters. */
const MOST_QUESTIONS = 4;
const MOST_DIFF = 40_000;
const MOST_OF_FILE = 20_000;
const MOST_SECTIONS = 20;
const MOST_SECTION_TEXT = 30_000;
const MOST_OF_SECTION = 5_000;
const MOST_TITLES = 6_000;

/** A section as a question shows it, under the label that an answer names it by. */
export interface AskedSection extends Candidate {
  readonly label: string;
  readonly text: string;
}

/** One question to a model: some files of a change, and the sections that they may touch. */
export interface Question {
  readonly files: readonly { readonly file: ComparedFile; readonly diff: readonly DataLine[] }[];
  readonly sections: readonly AskedSection[];
  /** The titles of all sections, so that what is specified elsewhere is not taken for new. */
  readonly titles: string;
}

/** The questions about a change, and what does not go into any of them. */
export interface Questions {
  readonly questions: readonly Question[];
  /** Files that no question shows, or not all of. */
  readonly cut: readonly string[];
  /** Files that hold a credential which cannot be masked line by line. */
  readonly secret: readonly string[];
}

/**
 * Divides a change into a few questions of bounded size.
 *
 * Shape:  what stands in them is masked already. `candidatesFor` gives the sections for some files,
 *         the likeliest first.
 */
export function questionsAbout(
  files: readonly ComparedFile[],
  allTitles: readonly string[],
  candidatesFor: (files: readonly ComparedFile[]) => readonly Candidate[],
  redact: Redactor,
): Questions {
  const masked = files.map((file) => ({ file, safe: withoutSecrets(file, redact) }));
  const secret = masked.flatMap(({ file, safe }) => (safe === null ? [file.path] : []));
  const cut: string[] = [];
  const groups: { file: ComparedFile; diff: readonly DataLine[] }[][] = [];
  let room = 0;
  for (const { file, safe } of masked) {
    if (safe === null) continue;
    const { lines: diff, isWhole } = diffLines(safe, MOST_OF_FILE);
    const length = diff.reduce((sum, line) => sum + lineLength(line), 0);
    if (!isWhole) cut.push(file.path);
    if (length > room) {
      if (groups.length === MOST_QUESTIONS) {
        if (isWhole) cut.push(file.path);
        continue;
      }
      groups.push([]);
      room = MOST_DIFF;
    }
    room -= length;
    groups.at(-1)?.push({ file, diff });
  }
  const titles = redact(cutShort(allTitles.join("\n"), MOST_TITLES)).text;
  const questions = groups.map((group) => ({
    files: group,
    sections: asked(candidatesFor(group.map(({ file }) => file)), redact),
    titles,
  }));
  return { questions, cut, secret };
}

/**
 * A file as it may leave: masked as a whole, because a credential can go over several lines.
 *
 * Null where its lines would not be the same ones any more.
 */
function withoutSecrets(file: ComparedFile, redact: Redactor): ComparedFile | null {
  const lines = maskedLines(file.lines, redact);
  const hunks = file.hunks.map((hunk) => ({ ...hunk, removed: maskedLines(hunk.removed, redact) }));
  if (lines === null || hunks.some(({ removed }) => removed === null)) return null;
  return { ...file, lines, hunks: hunks.map((one) => ({ ...one, removed: one.removed ?? [] })) };
}

function maskedLines(lines: readonly string[], redact: Redactor): readonly string[] | null {
  const { text, found } = redact(lines.join("\n"));
  if (found.length === 0) return lines;
  const masked = text.split("\n");
  return masked.length === lines.length ? masked : null;
}

/** A long section is shown as far as it goes; a quotation from the rest of it holds all the same. */
function asked(candidates: readonly Candidate[], redact: Redactor): AskedSection[] {
  const sections: AskedSection[] = [];
  let room = MOST_SECTION_TEXT;
  for (const candidate of candidates) {
    if (sections.length === MOST_SECTIONS) break;
    const text = redact(cutShort(textOf(candidate.section), MOST_OF_SECTION)).text;
    if (text.length > room) continue;
    room -= text.length;
    sections.push({ ...candidate, label: `S${String(sections.length + 1)}`, text });
  }
  return sections;
}
