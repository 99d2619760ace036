import type { StatusCategory, TicketStatus } from "../../core/model/ticket.ts";

const CATEGORIES: ReadonlyMap<string, StatusCategory> = new Map([
  ["draft", "backlog"],
  ["todo", "unstarted"],
  ["in_progress", "started"],
  ["in_review", "started"],
  ["blocked", "started"],
  ["done", "completed"],
  ["deprecated", "canceled"],
]);

/** The states that every workspace has, in the order of a ticket's life. */
export const BUILT_IN_STATES: readonly string[] = [...CATEGORIES.keys()];

/**
 * The state that a word means, however a person wrote it: `In Progress` is `in_progress`.
 * Undefined when neither Canon nor the workspace knows the word.
 */
export function findStatus(word: string, extraStates: readonly string[]): TicketStatus | undefined {
  const plain = word.trim().toLowerCase();
  const extra = extraStates.find((state) => state.trim().toLowerCase() === plain);
  if (extra !== undefined) return { name: extra, category: CATEGORIES.get(extra) ?? null };
  const name = plain.replace(/[\s-]+/g, "_");
  const category = CATEGORIES.get(name);
  return category === undefined ? undefined : { name, category };
}
