interface State {
  readonly name: string;
  readonly category: string;
}

/** How a work item type of a process works. */
export interface ItemType {
  readonly name: string;
  readonly states: readonly State[];
  /** Every state leads to every other one, unless this says where it leads. */
  readonly moves?: Readonly<Record<string, readonly string[]>>;
  readonly hasReproSteps?: boolean;
  /** Custom fields that a new work item must name. */
  readonly requires?: readonly { readonly referenceName: string; readonly name: string }[];
}

export interface Process {
  readonly types: readonly ItemType[];
  /** Types by the reference name of their category; the first is the one new work items get. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
}

export type ProcessName = "Agile" | "Scrum" | "Basic";

/** Source: Microsoft's page on workflow states and state categories. */
export const PROCESSES: Readonly<Record<ProcessName, Process>> = {
  Agile: {
    types: [
      ...["Epic", "Feature", "User Story"].map((name) => ({ name, states: agile() })),
      { name: "Bug", states: agile("Removed"), hasReproSteps: true },
      { name: "Task", states: agile("Resolved") },
      { name: "Test Case", states: agile("Resolved", "Removed") },
      { name: "Code Review Request", states: agile("Resolved", "Removed") },
    ],
    categories: {
      "Microsoft.EpicCategory": ["Epic"],
      "Microsoft.FeatureCategory": ["Feature"],
      "Microsoft.RequirementCategory": ["User Story"],
      "Microsoft.BugCategory": ["Bug"],
      "Microsoft.TaskCategory": ["Task"],
      "Microsoft.TestCaseCategory": ["Test Case"],
      "Microsoft.HiddenCategory": ["Code Review Request"],
    },
  },
  Scrum: {
    types: [
      ...["Epic", "Feature"].map((name) => ({ name, states: scrum("New") })),
      { name: "Product Backlog Item", states: backlog() },
      { name: "Bug", states: backlog(), hasReproSteps: true },
      { name: "Task", states: scrum("To Do") },
    ],
    categories: {
      "Microsoft.EpicCategory": ["Epic"],
      "Microsoft.FeatureCategory": ["Feature"],
      "Microsoft.RequirementCategory": ["Product Backlog Item", "Bug"],
      "Microsoft.BugCategory": ["Bug"],
      "Microsoft.TaskCategory": ["Task"],
    },
  },
  Basic: {
    types: ["Epic", "Issue", "Task"].map((name) => ({ name, states: basic() })),
    categories: {
      "Microsoft.EpicCategory": ["Epic"],
      "Microsoft.RequirementCategory": ["Issue"],
      "Microsoft.TaskCategory": ["Task"],
    },
  },
};

/** Where a work item can go from a state, the state itself included; `""` is before it exists. */
export function movesFrom(type: ItemType, state: string): readonly string[] {
  if (state === "") return type.states.slice(0, 1).map(({ name }) => name);
  return [state, ...(type.moves?.[state] ?? type.states.map(({ name }) => name))];
}

function agile(...without: readonly string[]): readonly State[] {
  return [
    { name: "New", category: "Proposed" },
    { name: "Active", category: "InProgress" },
    { name: "Resolved", category: "Resolved" },
    { name: "Closed", category: "Completed" },
    { name: "Removed", category: "Removed" },
  ].filter(({ name }) => !without.includes(name));
}

function scrum(first: string): readonly State[] {
  return [
    { name: first, category: "Proposed" },
    { name: "In Progress", category: "InProgress" },
    { name: "Done", category: "Completed" },
    { name: "Removed", category: "Removed" },
  ];
}

function backlog(): readonly State[] {
  return [
    { name: "New", category: "Proposed" },
    { name: "Approved", category: "Proposed" },
    { name: "Committed", category: "InProgress" },
    { name: "Done", category: "Completed" },
    { name: "Removed", category: "Removed" },
  ];
}

function basic(): readonly State[] {
  return [
    { name: "To Do", category: "Proposed" },
    { name: "Doing", category: "InProgress" },
    { name: "Done", category: "Completed" },
  ];
}
