import { cutMasked } from "../../kernel/cut-masked.ts";
import type { MergedWork } from "../../model/merged-work.ts";
import type { SafeText } from "../../kernel/safe-text.ts";
import type { Snapshot } from "../../plan/snapshot.ts";
import {
  composePrompt,
  lineLength,
  plainLines,
  type DataBlock,
  type DataLine,
} from "./data-blocks.ts";
import type { AskedSection } from "../verdicts/opinion.ts";
import type { Asked } from "./read-opinions.ts";
import { readableLines } from "../wording/readable-lines.ts";
import { shownCode, telling } from "./shown-code.ts";
import type { WorkFile } from "../verdicts/work-files.ts";

/** One question for a language model, and what may be answered to it. */
export interface ModelQuestion {
  /** Null where nothing can be asked: there is no code to show, or no prompt can be made safely. */
  readonly prompt: SafeText | null;
  readonly asked: Asked;
  /** How many sections did not fit. */
  readonly leftOut: number;
}

/** Units: UTF-16 units of the prompt, but for the last. */
const SECTIONS_BUDGET = 18_000;
const SECTION_BUDGET = 6_000;
const WORK_BUDGET = 6_000;
const MOST_SECTIONS = 20;

/**
 * Makes one question about merged work and the sections that it surely belongs to.
 *
 * Shape:  the sections with the criteria that are open, what people wrote about the work, and the
 *         changed code with its lines; all of it redacted, as data, and without what Markdown hides.
 * Units:  at most about 60,000 UTF-16 units; what does not fit is left out, by relevance.
 */
export function modelQuestion(
  work: MergedWork,
  sections: readonly AskedSection[],
  files: readonly WorkFile[],
  isSpec: (path: string) => boolean,
  redact: Snapshot["redact"],
): ModelQuestion {
  const fitting = fittingSections(sections, redact);
  const words = telling(fitting.map(({ section }) => textOf(section)).join("\n"));
  const shown = shownCode(files, isSpec, words, redact);
  const asked = { sections: fitting.map(({ section }) => section), files: shown };
  const leftOut = sections.length - fitting.length;
  if (shown.length === 0 || fitting.length === 0) return { prompt: null, asked, leftOut };
  const blocks = [
    ...fitting.map(({ block }) => block),
    workBlock(work, files, redact),
    ...shown.map(({ block }) => block),
  ];
  return { prompt: composePrompt(TASK, blocks, ENDING, redact), asked, leftOut };
}

const TASK = `You look at a change that was merged into a repository, and at sections of a specification that it
belongs to. For each section and each criterion with an id, judge what the changed code shows:

- realized: the changed code or its tests do what it says, in full.
- partially_realized: they do a part of it.
- conflicting: they do something that what it says rules out.
- not_addressed: they have nothing to do with it. Also where you are not sure.

Only code that you can see counts. What people write about a change is no evidence.`;

const ENDING = `Answer with one JSON document and nothing before or after it:

{"verdicts":[{"id":"S1.C1","verdict":"realized","evidence":[{"path":"src/a.ts","startLine":3,"endLine":9}],"reason":"One short sentence."}]}

Use only ids that stand before a bar above, each once at most. Cite only files and lines that are
shown above, at most 8 places for each verdict and no more than 30 lines for each place. A plus sign
marks the lines that were changed: realized and partially_realized need at least one of them.
`;

interface FittingSection {
  readonly section: AskedSection;
  readonly block: DataBlock;
}

/** The sections in their order, as many as the prompt can hold. */
function fittingSections(
  sections: readonly AskedSection[],
  redact: Snapshot["redact"],
): FittingSection[] {
  const fitting: FittingSection[] = [];
  let left = SECTIONS_BUDGET;
  for (const section of sections.slice(0, MOST_SECTIONS)) {
    const criteria = criteriaLines(section, redact);
    const needed = criteria.reduce((sum, line) => sum + lineLength(line), 200);
    // A section whose criteria cannot all be shown would be judged by a part of them.
    if (needed > left) break;
    const prose = within(proseLines(section, redact), Math.min(left, SECTION_BUDGET) - needed);
    const lines = [...headLines(section, redact), ...prose, ...criteria];
    left -= lines.reduce((sum, line) => sum + lineLength(line), 100);
    fitting.push({ section, block: { title: `section ${section.id}`, lines } });
  }
  return fitting;
}

function headLines({ id, file, section }: AskedSection, redact: Snapshot["redact"]): DataLine[] {
  const title = `${section.number ?? ""} ${section.title}`.trim();
  return [
    { mark: "", text: oneLine(redact(file).text, 300) },
    { mark: id, text: oneLine(redact(title).text, 300) },
  ];
}

function proseLines({ section }: AskedSection, redact: Snapshot["redact"]): DataLine[] {
  return plainLines(redact(visible(section.prose)).text);
}

function criteriaLines(
  { section, criteria }: AskedSection,
  redact: Snapshot["redact"],
): DataLine[] {
  return criteria.flatMap(({ id, index }) => {
    const { text = "", details = "" } = section.criteria[index] ?? {};
    const more = details === "" ? [] : plainLines(redact(visible(details)).text);
    return [{ mark: id, text: oneLine(redact(visible(text)).text, 450) }, ...within(more, 800)];
  });
}

/** What people wrote about the work, and which files it changed. */
function workBlock(
  { title, body, commits, files: changed }: MergedWork,
  files: readonly WorkFile[],
  redact: Snapshot["redact"],
): DataBlock {
  const texts = [title, body, ...commits.map(({ message }) => message)]
    .map((text) => visible(text.slice(0, 20_000)))
    .filter((text) => text.trim() !== "");
  const written = plainLines(redact(texts.join("\n\n")).text);
  const gone = new Set(files.filter(({ isThere }) => !isThere).map(({ path }) => path));
  const named = changed.slice(0, 100).map(({ path, change }) => {
    const note = gone.has(path) ? " (not there any more)" : "";
    return `${change} ${path}${note}`;
  });
  const lines = [
    ...within(written, WORK_BUDGET),
    ...within(plainLines(redact(named.join("\n")).text), WORK_BUDGET / 2),
  ];
  return { title: "merged change", lines };
}

/** What Markdown does not show is nothing that anybody agreed to. */
function visible(text: string): string {
  return readableLines(text)
    .map((line) => line.text)
    .join("\n");
}

function textOf({ section, criteria }: AskedSection): string {
  const open = criteria.map(({ index }) => section.criteria[index]?.text ?? "");
  return [section.title, section.prose.slice(0, 4000), ...open].join("\n");
}

/** The first lines that fit. Unit: UTF-16 units. */
function within(lines: readonly DataLine[], budget: number): DataLine[] {
  let left = budget;
  const fitting = lines.findIndex((line) => (left -= lineLength(line)) < 0);
  return fitting < 0 ? [...lines] : lines.slice(0, fitting);
}

function oneLine(text: string, limit: number): string {
  return cutMasked(text.replace(/\s+/g, " ").trim(), limit);
}
