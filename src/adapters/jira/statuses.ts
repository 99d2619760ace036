import type { StatusCategory, TicketStatus } from "../../core/model/ticket.ts";

/** A workflow state as both kinds of Jira send it. */
export interface JiraStatus {
  readonly name: string;
  readonly statusCategory?: { readonly key: string } | null | undefined;
}

const CATEGORIES: ReadonlyMap<string, StatusCategory> = new Map([
  ["new", "unstarted"],
  ["indeterminate", "started"],
  ["done", "completed"],
]);

const GIVEN_UP =
  /\b(?:won['\u2019]?t (?:do|fix)|cancell?ed|duplicate|declined|rejected|abandoned|obsolete|invalid)\b/i;

/**
 * A status in common words.
 *
 * Jira has one category for all that is over; only the names of the state and of the resolution
 * tell work that was done from work that was given up.
 */
export function toStatus({ name, statusCategory }: JiraStatus, resolution = ""): TicketStatus {
  const category = CATEGORIES.get(statusCategory?.key ?? "") ?? null;
  const isGivenUp = category === "completed" && (isGivingUp(name) || isGivingUp(resolution));
  return { name, category: isGivenUp ? "canceled" : category };
}

/** Tells whether the name of a state or resolution says that the work will not be done. */
export function isGivingUp(name: string): boolean {
  return GIVEN_UP.test(name);
}

/** People write names of states and types in any case; the apostrophe of "Won't Do" varies. */
export function isSameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, " ").replaceAll("\u2019", "'").toLowerCase();
}
