import type { RecordedItem } from "../core/plan/recorded-item.ts";
import type { Outcome, UndoItem } from "./report.ts";

/** How taking one item back ended, or why it was not tried. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly message: string;
  readonly canClose?: boolean;
  readonly difference?: UndoItem["difference"];
}

/** The verdicts of one undo; what has none yet is still to be done. */
export type Verdicts = Map<string, Verdict>;

/** Left as it is, because something moved on since the run. */
export function kept(message: string): Verdict {
  return { outcome: "stale", message };
}

export function toUndoItem(item: RecordedItem, verdict: Verdict): UndoItem {
  const { id, kind, file, sectionId, ticket } = item;
  const { outcome, message, canClose = false, difference = null } = verdict;
  return { id, kind, file, sectionId, ticket, outcome, message, canClose, difference };
}
