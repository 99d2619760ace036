import { SPEC_STATES, type SpecState } from "../model/status.ts";
import type { SystemName } from "../model/ticket-ref.ts";
import type { StatusCategory, TicketStatus, WorkflowDescription } from "../model/ticket.ts";
import { BUILT_IN_STATES } from "./built-in-states.ts";
import type { SystemConfig } from "./config.ts";
import { isSameName, ticketStatusFor } from "./status-map.ts";

export interface StatusMapSuggestion {
  /** Ticket statuses that a sync would ask for and that the workflow does not have. */
  readonly unknown: readonly { readonly state: SpecState; readonly name: string }[];
  /** A map of names that the workflow has; states for which it has nothing are left out. */
  readonly suggestion: ReadonlyMap<SpecState, string>;
  /** The suggestion as the lines of a `status_map`, each ended by a line feed. */
  readonly yaml: string;
}

/**
 * Compares the status map in effect with what a tracker really has.
 *
 * Shape:  names that exist stay, in the tracker's own spelling; the others are replaced by a known
 *         other name, else by a status of the same meaning. Types that the hierarchy names count;
 *         where it names none, the type that tickets get then, else all. Labels on GitHub are the workspace's own and always exist.
 */
export function suggestStatusMap(
  system: SystemConfig,
  workflow: WorkflowDescription,
): StatusMapSuggestion {
  const wanted = SPEC_STATES.map((state) => ({ state, name: ticketStatusFor(system, state) }));
  const states = system.system === "github" ? [] : statesOf(system, workflow);
  if (states.length === 0)
    return described([], new Map(wanted.map((one) => [one.state, one.name])));
  const find = (name: string) => states.find((status) => isSameName(status.name, name));
  const suggestion = new Map<SpecState, string>();
  // States that lean on another one come last.
  for (const state of BY_MEANING) {
    const names = [ticketStatusFor(system, state), ...BUILT_IN_STATES[system.system][state]];
    const named = names.map(find).find((status) => status !== undefined);
    const name = named?.name ?? alike(state, states)?.name ?? suggestion.get(LEANS_ON[state]);
    if (name !== undefined) suggestion.set(state, name);
  }
  return described(
    wanted.filter(({ name }) => find(name) === undefined),
    suggestion,
  );
}

const BY_MEANING: readonly SpecState[] = [
  "todo",
  "in_progress",
  "done",
  "draft",
  "blocked",
  "deprecated",
];

/** Which other state comes closest, where a workflow is poorer than a spec. */
const LEANS_ON: Readonly<Record<SpecState, SpecState>> = {
  draft: "todo",
  todo: "draft",
  in_progress: "in_progress",
  done: "done",
  blocked: "in_progress",
  deprecated: "done",
};

const GIVEN_UP = /won.?t|cancel|reject|declin|abandon|duplicate|obsolete|remov|invalid/i;
const STUCK = /block|hold|wait|imped|stuck|need/i;
const LATER = /review|test|qa|verif|stag|deploy|resolv/i;
const EARLY = /backlog|icebox|draft|idea|triage|propos|new/i;

/** What speaks for a status, the strongest first. */
const MEANINGS: Readonly<Record<SpecState, readonly ((status: TicketStatus) => boolean)[]>> = {
  draft: [both(is("backlog", "triage")), both(is("unstarted"), EARLY)],
  todo: [both(is("unstarted"), null, EARLY), both(is("unstarted")), both(is("backlog"))],
  in_progress: [
    both(is("started"), /progress|doing|active/i),
    both(is("started"), null, new RegExp(`${STUCK.source}|${LATER.source}`, "i")),
    both(is("started"), null, STUCK),
  ],
  done: [both(is("completed"), /done|closed|complete/i), both(is("completed"), null, GIVEN_UP)],
  blocked: [both(is("started", "unstarted", "backlog"), STUCK)],
  deprecated: [both(is("canceled")), both(is("completed"), GIVEN_UP)],
};

function alike(state: SpecState, states: readonly TicketStatus[]): TicketStatus | undefined {
  for (const speaksForIt of MEANINGS[state]) {
    const found = states.find(speaksForIt);
    if (found !== undefined) return found;
  }
  return undefined;
}

function is(...categories: readonly StatusCategory[]): (status: TicketStatus) => boolean {
  return ({ category }) => category !== null && categories.includes(category);
}

function both(
  isOfKind: (status: TicketStatus) => boolean,
  pattern: RegExp | null = null,
  not: RegExp | null = null,
): (status: TicketStatus) => boolean {
  return (status) =>
    isOfKind(status) && pattern?.test(status.name) !== false && not?.test(status.name) !== true;
}

/** The types of tickets that no hierarchy decides on; the requirements of each Azure process. */
const USUAL_TYPES: Readonly<Partial<Record<SystemName, readonly string[]>>> = {
  jira: ["Task"],
  "azure-devops": ["User Story", "Product Backlog Item", "Requirement", "Issue"],
};

/** Each status once; those that more types share come first, since one map serves all types. */
function statesOf(system: SystemConfig, { types }: WorkflowDescription): TicketStatus[] {
  const { typeByDepth, defaultType } = system.hierarchy;
  const named = [...typeByDepth.values(), ...(defaultType === null ? [] : [defaultType])];
  const wanted = named.length > 0 ? named : (USUAL_TYPES[system.system] ?? []);
  const own = types.filter(({ name }) =>
    wanted.some((each) => name !== null && isSameName(each, name)),
  );
  const counts = new Map<string, { status: TicketStatus; count: number }>();
  for (const status of (own.length > 0 ? own : types).flatMap((type) => type.states)) {
    if (!isPlain(status.name)) continue;
    const key = JSON.stringify([status.name, status.category]);
    counts.set(key, { status, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ status }) => status);
}

/** Names come from a tracker and end up in a file; what cannot be seen stays out. */
function isPlain(name: string): boolean {
  return name.trim() !== "" && name.length <= 100 && !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(name);
}

function described(
  unknown: StatusMapSuggestion["unknown"],
  names: ReadonlyMap<SpecState, string>,
): StatusMapSuggestion {
  const inOrder = SPEC_STATES.flatMap((state) => {
    const name = names.get(state);
    return name === undefined ? [] : ([[state, name]] as const);
  });
  const lines = inOrder.map(([state, name]) => `  ${state}: ${JSON.stringify(name)}\n`);
  return { unknown, suggestion: new Map(inOrder), yaml: `status_map:\n${lines.join("")}` };
}
