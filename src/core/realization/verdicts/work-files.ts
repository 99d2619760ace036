import { hashText } from "../../kernel/hash.ts";
import type { ChangedFile, LineRange } from "../../model/merged-work.ts";
import { readEvidence } from "../../spec/read-evidence.ts";
import type { CitedLines } from "./verdict.ts";
import { isDocumentation, isGenerated, isTestFile } from "./file-kinds.ts";

/**
 * A file of merged work as the working tree has it.
 *
 * Shape:  `text` is null where it is not there (`isThere` is false) or cannot be read as text.
 */
export interface WorkFile extends ChangedFile {
  readonly isThere: boolean;
  readonly text: string | null;
}

/** How many files one comment names; more would tell nobody anything. */
const MAX_FILES = 8;

/** What merged work shows for a section as a whole. */
export interface WorkEvidence {
  readonly cited: readonly CitedLines[];
  /** Files that would bear it out as well and are not named. */
  readonly more: number;
  /** None of the files is in the working tree. */
  readonly isElsewhere: boolean;
  /** Paths that no comment can hold. */
  readonly unusable: readonly string[];
}

/**
 * The files that show what work did: code before tests, and documents only where there is no code.
 *
 * Shape:  at most eight; specs, Canon's own files, generated ones and removed ones never. `first`
 *         are paths to be named before all others. A run of lines where exactly one was changed.
 */
export function evidenceOf(
  files: readonly WorkFile[],
  isSpec: (path: string) => boolean,
  first: ReadonlySet<string>,
): WorkEvidence {
  const shown = files.filter(
    ({ path, change }) =>
      change !== "removed" && !isSpec(path) && !path.startsWith(".canon/") && !isGenerated(path),
  );
  const telling = shown.filter(({ path }) => canBeCited(path));
  const code = telling.filter(({ path }) => !isDocumentation(path));
  const all = code.length > 0 ? code : telling;
  const there = all.filter(({ isThere }) => isThere);
  const usable = there.length > 0 ? there : all;
  const rank = ({ path }: WorkFile): number => (first.has(path) ? 0 : isTestFile(path) ? 2 : 1);
  const sorted = [...usable].sort(
    (a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
  );
  return {
    cited: sorted.slice(0, MAX_FILES).map(citedFile),
    more: Math.max(0, sorted.length - MAX_FILES),
    isElsewhere: all.length > 0 && there.length === 0,
    unusable: shown.flatMap(({ path }) => (canBeCited(path) ? [] : [path])),
  };
}

/** Tells whether lines of a file can show that a criterion is met. */
export function isCode(file: WorkFile, isSpec: (path: string) => boolean): boolean {
  const { path, text, change } = file;
  if (text === null || text === "" || change === "removed") return false;
  const isOther = isDocumentation(path) || isGenerated(path) || isSpec(path);
  return !isOther && !path.startsWith(".canon/") && canBeCited(path);
}

/** What the work changed of a file, as far as that is known. */
export function changedRanges({ lines, change, text }: WorkFile): readonly LineRange[] {
  if (lines !== null) return lines;
  return change === "added" ? [{ startLine: 1, endLine: (text ?? "").length + 1 }] : [];
}

/** Tells whether a comment with this path reads as it was meant, and stays inside the workspace. */
export function canBeCited(path: string): boolean {
  const { comment, oddities } = readEvidence(`audit ${path}`);
  if (comment.kind !== "evidence" || oddities.length > 0) return false;
  const [file, second] = comment.files;
  return second === undefined && file?.path === path && file.startLine === null;
}

/** Lines of a file with their hash. Lines count from 1. */
export function citedLines(file: WorkFile, startLine: number, endLine: number): CitedLines {
  const lines = linesOf(file).slice(startLine - 1, endLine);
  return { path: file.path, startLine, endLine, hash: hashText(lines.join("\n")) };
}

export function linesOf({ text }: WorkFile): readonly string[] {
  const lines = (text ?? "").split(/\r\n|\n|\r/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function citedFile(file: WorkFile): CitedLines {
  const [range, second] = file.lines ?? [];
  const count = linesOf(file).length;
  const isPart =
    range !== undefined &&
    second === undefined &&
    range.endLine <= count &&
    (range.startLine > 1 || range.endLine < count);
  if (isPart) return citedLines(file, range.startLine, range.endLine);
  return { path: file.path, startLine: null, endLine: null, hash: null };
}
