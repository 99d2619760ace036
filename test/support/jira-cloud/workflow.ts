/** A workflow state of the small Jira. */
export interface State {
  readonly id: string;
  readonly name: string;
  readonly category: keyof typeof CATEGORIES;
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly level: number;
}

/** A way to a state; `from` is null where it leads there from everywhere. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string;
  /** The fields of its screen that have to be filled; null where it has no screen. */
  readonly screen: readonly string[] | null;
}

export const CATEGORIES = {
  new: { id: 2, key: "new", colorName: "blue-gray", name: "To Do" },
  indeterminate: { id: 4, key: "indeterminate", colorName: "yellow", name: "In Progress" },
  done: { id: 3, key: "done", colorName: "green", name: "Done" },
} as const;

export const STATES: readonly State[] = [
  { id: "10000", name: "To Do", category: "new" },
  { id: "10001", name: "Backlog", category: "new" },
  { id: "10002", name: "In Progress", category: "indeterminate" },
  { id: "10003", name: "Blocked", category: "indeterminate" },
  { id: "10004", name: "In Review", category: "indeterminate" },
  { id: "10005", name: "Done", category: "done" },
  { id: "10006", name: "Won't Do", category: "done" },
  { id: "10007", name: "Audited", category: "done" },
];

export const TYPES: readonly IssueType[] = [
  { id: "10100", name: "Epic", level: 1 },
  { id: "10101", name: "Story", level: 0 },
  { id: "10102", name: "Task", level: 0 },
  { id: "10103", name: "Bug", level: 0 },
  { id: "10104", name: "Sub-task", level: -1 },
];

/** The names of transitions are not those of the states, as in many real workflows. */
export const TRANSITIONS: readonly Transition[] = [
  { id: "11", name: "Reopen", from: null, to: "To Do", screen: null },
  { id: "21", name: "Put off", from: null, to: "Backlog", screen: null },
  { id: "31", name: "Start", from: null, to: "In Progress", screen: null },
  { id: "41", name: "Stop", from: null, to: "Blocked", screen: null },
  { id: "51", name: "Show", from: "In Progress", to: "In Review", screen: null },
  { id: "61", name: "Finish", from: null, to: "Done", screen: ["resolution"] },
  { id: "71", name: "Drop", from: null, to: "Won't Do", screen: ["resolution"] },
  { id: "81", name: "Audit", from: "Done", to: "Audited", screen: ["customfield_10050"] },
];

export const RESOLUTIONS = [
  { id: "10200", name: "Won't Do" },
  { id: "10201", name: "Done" },
  { id: "10202", name: "Duplicate" },
] as const;

/** The fields of the project that a request may name, with what people call them. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  summary: "Summary",
  description: "Description",
  issuetype: "Issue Type",
  project: "Project",
  parent: "Parent",
  labels: "Labels",
  reporter: "Reporter",
  resolution: "Resolution",
  customfield_10050: "Auditor",
};

export function stateNamed(name: string): State {
  const state = STATES.find((one) => one.name === name);
  if (state === undefined) throw new Error(`no state ${name}`);
  return state;
}

export function typeWithId(id: unknown): IssueType | undefined {
  return TYPES.find((one) => one.id === id);
}
