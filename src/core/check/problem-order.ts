import type { Problem } from "../kernel/problem.ts";

/** Problems by file and line; those of the whole workspace come first. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) => compare(a.file ?? "", b.file ?? "") || (a.line ?? 0) - (b.line ?? 0),
  );
}

/** Each problem once: several steps of a run may come across the same one. */
export function distinct(problems: readonly Problem[]): Problem[] {
  const byText = new Map(
    problems.map((problem) => [
      JSON.stringify([problem.file ?? "", problem.line, problem.code, problem.message]),
      problem,
    ]),
  );
  return [...byText.values()];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
