/**
 * A stretch that a merge could not decide, as git marks it.
 *
 * Shape:  the lines between the marks, each with its line ending; `base` is null where git was not
 *         told to show the common ancestor. `start` and `end` are offsets of the whole stretch, its
 *         marks included, `end` exclusive.
 * Units:  `line` counts from 1 and is that of the first mark.
 */
export interface Conflict {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly ours: readonly string[];
  readonly base: readonly string[] | null;
  readonly theirs: readonly string[];
}

const ANY_MARK = /^(?:<{7}|>{7})(?: \S|\r?$)/m;

/**
 * The line of the first mark that a merge left, from 1; null without any. One mark is enough: a
 * conflict that somebody cleared away by half is still one.
 */
export function conflictLine(text: string): number | null {
  if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>")) return null;
  const at = ANY_MARK.exec(text)?.index;
  return at === undefined ? null : text.slice(0, at).split("\n").length;
}

/**
 * Finds what a merge left undecided.
 *
 * Shape:  only marks at the start of a line that follow each other in git's order count; text that
 *         merely looks like one of them is none. Conflicts within conflicts are left out.
 */
export function findConflicts(text: string): Conflict[] {
  if (conflictLine(text) === null) return [];
  const conflicts: Conflict[] = [];
  let open: OpenConflict | undefined;
  let depth = 0;
  let line = 0;
  let at = 0;
  for (const row of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    line += 1;
    const mark = markOf(row);
    if (mark === "<") {
      // What stands in another conflict cannot be told apart any more.
      open = depth === 0 ? { line, start: at, ours: [], base: null, theirs: null } : undefined;
      depth += 1;
    } else if (mark === ">" && depth > 0) {
      const end = at + row.length;
      if (open?.theirs != null) conflicts.push({ ...open, theirs: open.theirs, end });
      open = undefined;
      depth -= 1;
    } else if (open !== undefined) addRow(open, mark, row);
    at += row.length;
  }
  return conflicts;
}

function addRow(open: OpenConflict, mark: Mark | null, row: string): void {
  if (mark === "|" && open.base === null && open.theirs === null) open.base = [];
  else if (mark === "=" && open.theirs === null) open.theirs = [];
  else (open.theirs ?? open.base ?? open.ours).push(row);
}

interface OpenConflict {
  readonly line: number;
  readonly start: number;
  readonly ours: string[];
  base: string[] | null;
  theirs: string[] | null;
}

type Mark = "<" | "|" | "=" | ">";

function markOf(row: string): Mark | null {
  const match = /^(?:(<{7})|(\|{7})|(={7})|(>{7}))(?: .*)?\r?\n?$/.exec(row);
  if (match === null) return null;
  if (match[1] !== undefined) return "<";
  if (match[2] !== undefined) return "|";
  // A longer line below a heading is an underline; git writes nothing behind this mark.
  if (match[3] !== undefined) return /^={7}\r?\n?$/.test(row) ? "=" : null;
  return ">";
}
