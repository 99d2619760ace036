import { asciiClass } from "../ascii-class.ts";
import { SHORTEST } from "../tokens/token-shape.ts";
import type { Reading } from "./text-view.ts";

/**
 * The readings that stand in a run long enough for a token; most marks stand around a word.
 *
 * Shape:  a run has no blanks, apart from single ones between two readings. The lines that a
 *         private key begins and ends with have blanks of their own; their hyphens tell them.
 */
export function inLongRuns(source: string, readings: readonly Reading[]): Reading[] {
  const kept: Reading[] = [];
  let run: Reading[] = [];
  for (const reading of readings) {
    const last = run.at(-1);
    if (last !== undefined && !goesOn(source.slice(last.end, reading.start))) {
      if (mayHoldToken(source, run)) kept.push(...run);
      run = [];
    }
    run.push(reading);
  }
  return mayHoldToken(source, run) ? [...kept, ...run] : kept;
}

function goesOn(gap: string): boolean {
  return gap.length === 1 || !/\s/.test(gap);
}

function mayHoldToken(source: string, run: readonly Reading[]): boolean {
  if (run.some(({ text }) => text === "-")) return true;
  let start = run[0]?.start ?? 0;
  let end = run.at(-1)?.end ?? 0;
  while (start > 0 && end - start < SHORTEST && !isBlank(source.charCodeAt(start - 1))) start -= 1;
  while (end < source.length && end - start < SHORTEST && !isBlank(source.charCodeAt(end)))
    end += 1;
  return (
    end - start >= SHORTEST || source.slice(Math.max(0, start - 60), end + 60).includes("----")
  );
}

const isBlank = asciiClass(/\s/);
