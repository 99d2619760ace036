import type { LineRange } from "../../model/merged-work.ts";
import type { Snapshot } from "../../plan/snapshot.ts";
import { lineLength, type DataBlock, type DataLine } from "./data-blocks.ts";
import { changedRanges, isCode, linesOf, type WorkFile } from "../verdicts/work-files.ts";

/** A file of merged work as a language model was shown it. */
export interface ShownFile {
  readonly file: WorkFile;
  readonly block: DataBlock;
  /** The lines that it was shown, from 1. */
  readonly lines: ReadonlySet<number>;
}

/** Unit: UTF-16 units, of all files and of one. */
const BUDGET = 32_000;
const FILE_BUDGET = 10_000;
const MOST_FILES = 20;
/** How many lines around a change are shown with it. */
const AROUND = 4;

/**
 * Chooses what of the changed code and tests is shown, the likeliest first.
 *
 * Shape:  changed lines with a few around them, numbered as in the file; a plus sign marks those
 *         that the work changed. `words` are those of what is asked about: files whose changed
 *         lines have more of them come first. Never documents, specs, generated or removed files,
 *         and none of which a credential takes up several lines, whose numbers would be wrong.
 * Units:  at most 20 files and 32,000 UTF-16 units, 10,000 of one file.
 */
export function shownCode(
  files: readonly WorkFile[],
  isSpec: (path: string) => boolean,
  words: ReadonlySet<string>,
  redact: Snapshot["redact"],
): ShownFile[] {
  const ranked = files
    .filter((file) => isCode(file, isSpec))
    .map((file) => ({ file, score: scoreOf(file, words) }))
    .sort((a, b) => b.score - a.score || (a.file.path < b.file.path ? -1 : 1));
  const shown: ShownFile[] = [];
  let left = BUDGET;
  for (const { file } of ranked) {
    if (shown.length === MOST_FILES || left < 200) break;
    const one = showFile(file, Math.min(left, FILE_BUDGET), redact);
    if (one === null) continue;
    shown.push(one);
    left -= one.block.lines.reduce((sum, line) => sum + lineLength(line), 100);
  }
  return shown;
}

function showFile(file: WorkFile, budget: number, redact: Snapshot["redact"]): ShownFile | null {
  const count = linesOf(file).length;
  const text = linesOf({ ...file, text: redact(file.text ?? "").text });
  if (text.length !== count) return null;
  const changed = new Set(numbersOf(changedRanges(file), 0, count));
  // Where nobody says which lines were changed, the file is shown from its beginning.
  const around = changed.size === 0 ? [{ startLine: 1, endLine: count }] : changedRanges(file);
  const lines: DataLine[] = [];
  const numbers = new Set<number>();
  let left = budget;
  for (const number of numbersOf(around, AROUND, count)) {
    const mark = `${String(number)}${changed.has(number) ? "+" : ""}`;
    const line = { mark, text: text[number - 1] ?? "" };
    left -= lineLength(line);
    if (left < 0) break;
    lines.push(line);
    numbers.add(number);
  }
  if (lines.length === 0) return null;
  const title = `file ${JSON.stringify(file.path)}`;
  return isPlain(file.path, redact) ? { file, lines: numbers, block: { title, lines } } : null;
}

/** A path that would have to be changed before it is shown could not be cited. */
function isPlain(path: string, redact: Snapshot["redact"]): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(path) && redact(path).text === path;
}

/** The numbers of lines in ranges and around them, each once, in order. */
function numbersOf(ranges: readonly LineRange[], around: number, count: number): number[] {
  const numbers: number[] = [];
  let last = 0;
  for (const { startLine, endLine } of [...ranges].sort((a, b) => a.startLine - b.startLine)) {
    const from = Math.max(1, startLine - around, last + 1);
    const to = Math.min(count, endLine + around);
    for (let number = from; number <= to; number++) numbers.push(number);
    last = Math.max(last, to);
  }
  return numbers;
}

function scoreOf(file: WorkFile, words: ReadonlySet<string>): number {
  const lines = linesOf(file);
  const changed = numbersOf(changedRanges(file), 0, lines.length).map(
    (one) => lines[one - 1] ?? "",
  );
  const found = new Set<string>();
  for (const word of telling(`${file.path}\n${changed.join("\n")}`)) {
    if (words.has(word)) found.add(word);
  }
  return found.size;
}

/** The words of a text that tell something, also those inside of names: `makeKey` has two. */
export function telling(text: string): Set<string> {
  const spaced = text.slice(0, 200_000).replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2");
  const words = spaced.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(words);
}
