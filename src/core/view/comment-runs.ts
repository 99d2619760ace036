import type { CommentPlace } from "../model/spec.ts";

/** Lines that hold Canon comments without another line between them. Lines count from 1. */
export interface CommentRun {
  readonly first: number;
  readonly last: number;
}

/** The runs of Canon comments that are longer than a line, so that something can be folded away. */
export function commentRuns(comments: readonly CommentPlace[]): CommentRun[] {
  const runs: { first: number; last: number }[] = [];
  for (const { line, lastLine } of comments) {
    const run = runs.at(-1);
    if (run !== undefined && line <= run.last + 1) run.last = Math.max(run.last, lastLine);
    else runs.push({ first: line, last: lastLine });
  }
  return runs.filter(({ first, last }) => last > first);
}
