import { t } from "../kernel/texts.ts";
import type { Resolution } from "./resolve-spec.ts";
import { conflictLine, findConflicts, type Conflict } from "../kernel/conflict-marks.ts";

/** The whole texts that a merge with conflicts was made of; null where one of them is not whole. */
export interface MergeSides {
  readonly ours: string | null;
  readonly theirs: string | null;
  /** What both come from; null where the marks do not hold it. */
  readonly base: string | null;
  readonly conflicts: number;
}

/** Takes a text with marks of a merge apart. */
export function sidesOf(text: string): MergeSides {
  const conflicts = findConflicts(text);
  const hasBase = conflicts.every(({ base }) => base !== null);
  return {
    ours: sideText(text, conflicts, ({ ours }) => ours),
    theirs: sideText(text, conflicts, ({ theirs }) => theirs),
    base: hasBase ? sideText(text, conflicts, ({ base }) => base ?? []) : null,
    conflicts: conflicts.length,
  };
}

function sideText(
  text: string,
  conflicts: readonly Conflict[],
  linesOf: (conflict: Conflict) => readonly string[],
): string | null {
  let side = "";
  let at = 0;
  for (const conflict of conflicts) {
    side += text.slice(at, conflict.start) + linesOf(conflict).join("");
    at = conflict.end;
  }
  side += text.slice(at);
  return conflictLine(side) === null ? side : null;
}

/** The file as it is, since one side of its conflict is no file of its kind. */
export function notMerged(text: string, what: "links" | "tickets", line: number): Resolution {
  const message =
    what === "links"
      ? t(
          "One side of this conflict is no list of links, so nothing was merged. Take the file of one side whole, with `git checkout --ours` or `--theirs`.",
        )
      : t(
          "One side of this conflict is no list of tickets, so nothing was merged. Take the file of one side whole, with `git checkout --ours` or `--theirs`.",
        );
  const problem = { code: "merge/left", severity: "warning", line, message } as const;
  return { text, resolved: 0, notes: [], left: [problem] };
}
