import { hashText } from "../kernel/hash.ts";
import type { Problem } from "../kernel/problem.ts";

/**
 * Names problems so that they are known again after lines have moved.
 *
 * Shape:  one name for each problem, in their order. Lines that a message names do not count; equal
 *         problems of a file are numbered.
 */
export function fingerprints(problems: readonly Problem[]): string[] {
  const seen = new Map<string, number>();
  return problems.map(({ code, file, message }) => {
    const lasting = message.replace(/\bline \d+/g, "line");
    const print = hashText(JSON.stringify([code, file ?? "", lasting]));
    const nth = (seen.get(print) ?? 0) + 1;
    seen.set(print, nth);
    return `${print}:${String(nth)}`;
  });
}
