import type { SpecState } from "../model/status.ts";

/** What a ticket's status says about its section. */
export interface SpecStates {
  /** The spec state to write when the ticket decides. */
  readonly preferred: SpecState;
  /** The spec states that may stay as they are. Always holds `preferred` when `known`. */
  readonly agreeing: ReadonlySet<SpecState>;
  /** False when nothing translates the status: `preferred` is then the configured fallback. */
  readonly known: boolean;
}

/** When several states share one ticket status: the one that claims least about the section. */
const PREFERENCE: readonly SpecState[] = [
  "todo",
  "in_progress",
  "done",
  "draft",
  "deprecated",
  "blocked",
];

/** Chooses among states that share a ticket status; null when there is none. */
export function preferredState(
  states: readonly SpecState[],
  byCategory: SpecState | null,
): SpecState | null {
  if (byCategory !== null && states.includes(byCategory)) return byCategory;
  return PREFERENCE.find((state) => states.includes(state)) ?? null;
}
