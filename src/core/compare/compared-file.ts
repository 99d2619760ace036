import type { ChangedFile } from "../model/merged-work.ts";
import { codeLines } from "../claims/code-lines.ts";
import { matchLines } from "../spec/match-lines.ts";

/**
 * A place where a change wrote lines or took some away.
 *
 * Units:  indexes of the new lines from 0, `end` excluded; an empty stretch where lines only went.
 */
export interface Hunk {
  readonly first: number;
  readonly end: number;
  readonly removed: readonly string[];
}

/** A file of a change with its new lines; a removed one has none. */
export interface ComparedFile extends Omit<ChangedFile, "lines"> {
  readonly lines: readonly string[];
  readonly hunks: readonly Hunk[];
}

/**
 * A file by what it said before and what it says now.
 *
 * Shape:  null stands for no file. Without hunks where both say the same but for line endings.
 */
export function byTexts(
  { path, previousPath, change }: Omit<ChangedFile, "lines">,
  before: string | null,
  after: string | null,
): ComparedFile {
  const old = before === null ? [] : codeLines(before);
  const lines = after === null ? [] : codeLines(after);
  const hunks = matchLines(old, lines).map(({ first, end, from, to }) => ({
    first: from,
    end: to,
    removed: old.slice(first, end),
  }));
  return { path, previousPath, change, lines, hunks };
}

/** A file of which only the written lines are known, or not even those: then all of it is new. */
export function byWrittenLines(file: ChangedFile, after: string): ComparedFile {
  const { path, previousPath, change } = file;
  const lines = codeLines(after);
  const ranges = file.lines ?? [{ startLine: 1, endLine: lines.length }];
  const hunks = ranges.flatMap(({ startLine, endLine }) => {
    const [first, end] = [Math.max(0, startLine - 1), Math.min(endLine, lines.length)];
    return first < end ? [{ first, end, removed: [] }] : [];
  });
  return { path, previousPath, change, lines, hunks };
}

/** Tells whether a change touched any of these lines, or took some away right beside them. */
export function touches({ hunks }: ComparedFile, startLine: number, endLine: number): boolean {
  return hunks.some(({ first, end }) =>
    first === end
      ? startLine <= first + 1 && endLine >= first
      : startLine <= end && endLine >= first + 1,
  );
}

/** The lines that a change wrote and those that it took away, as one text. */
export function touchedText({ lines, hunks }: ComparedFile): string {
  return hunks
    .flatMap(({ first, end, removed }) => [...removed, ...lines.slice(first, end)])
    .join("\n");
}
