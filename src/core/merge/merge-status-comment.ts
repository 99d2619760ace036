import { t } from "../kernel/texts.ts";
import { formatSpecStatus, type SpecState, type SpecStatus } from "../model/status.ts";
import type { Row } from "./comment-row.ts";

/** How far along the work is; what was given up is over for good. */
const PROGRESS: Readonly<Record<SpecState, number>> = {
  draft: 0,
  todo: 1,
  blocked: 2,
  in_progress: 3,
  done: 4,
  deprecated: 5,
};

export interface StatusChoice {
  readonly row: Row;
  /** What was given up, where no rule but progress could decide. */
  readonly note: string | null;
}

/**
 * Chooses between the status comments of two sides.
 *
 * Shape:  the side that moved, where the ancestor is known and one side did not; else the one
 *         further along, with a note. Null where the two do not speak of the same section.
 */
export function mergeStatusComment(
  ours: Row,
  theirs: Row,
  ancestorOf: (id: string) => string | null,
): StatusChoice | null {
  if (ours.text.trim() === theirs.text.trim()) return { row: ours, note: null };
  const [mine, other] = [statusOf(ours), statusOf(theirs)];
  if (mine === null || other?.id !== mine.id) return null;
  const [a, b] = [formatSpecStatus(mine.status), formatSpecStatus(other.status)];
  const before = ancestorOf(mine.id);
  if (a === b || b === before) return { row: ours, note: null };
  if (a === before) return { row: theirs, note: null };
  const isOurs = weight(mine.status) >= weight(other.status);
  const [kept, left] = isOurs ? [a, b] : [b, a];
  return {
    row: isOurs ? ours : theirs,
    note: t(
      'The section "{0}" is {1} on one side and {2} on the other. {1} was kept, because it is further along; {2} was given up.',
      mine.id,
      kept,
      left,
    ),
  };
}

function statusOf({ comment }: Row): { readonly id: string; readonly status: SpecStatus } | null {
  if (comment?.kind !== "status" || comment.status === null) return null;
  return { id: comment.id, status: comment.status };
}

/** A block that says what it waits for says more than one that does not. */
function weight({ state, blockedBy }: SpecStatus): number {
  return PROGRESS[state] + (blockedBy === null ? 0 : 0.5);
}
