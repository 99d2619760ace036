import type { StatusCategory, TicketStatus } from "../../core/model/ticket.ts";

const CATEGORIES: ReadonlyMap<string, StatusCategory> = new Map([
  ["Proposed", "unstarted"],
  ["InProgress", "started"],
  ["Resolved", "started"],
  ["Completed", "completed"],
  ["Removed", "canceled"],
]);

/** What the processes of Azure DevOps call the same step; `names` are chosen from, in order. */
const SAME_STEP: readonly {
  readonly category: StatusCategory;
  readonly names: readonly string[];
  readonly otherNames: readonly string[];
}[] = [
  { category: "unstarted", names: ["New", "To Do", "Proposed", "Approved"], otherNames: [] },
  {
    category: "started",
    names: ["Active", "Committed", "Doing", "In Progress"],
    otherNames: ["Resolved", "Blocked"],
  },
  { category: "completed", names: ["Closed", "Done", "Completed"], otherNames: [] },
  { category: "canceled", names: ["Removed"], otherNames: [] },
];

export function toStatus(name: string, category: string): TicketStatus {
  return { name, category: CATEGORIES.get(category) ?? null };
}

/**
 * The state of a type that a name means.
 *
 * Shape:  the state of this name in any letter case. A name that one of the processes Agile,
 *         Scrum, Basic and CMMI uses also means what this type's own process calls the same step.
 *         Undefined: the type has nothing like it.
 */
export function pickState(
  wanted: string,
  states: readonly TicketStatus[],
): TicketStatus | undefined {
  const named = (name: string): TicketStatus | undefined =>
    states.find((state) => plain(state.name) === plain(name));
  const exact = named(wanted);
  if (exact !== undefined) return exact;
  const step = SAME_STEP.find(({ names, otherNames }) =>
    [...names, ...otherNames].some((name) => plain(name) === plain(wanted)),
  );
  if (step === undefined) return undefined;
  for (const name of step.names) {
    const state = named(name);
    if (state !== undefined) return state;
  }
  return states.find(({ category }) => category === step.category);
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}
