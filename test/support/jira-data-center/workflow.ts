/** A workflow state of the double's one project. */
export interface DoubleStatus {
  readonly id: string;
  readonly name: string;
  readonly category: "new" | "indeterminate" | "done";
}

export interface DoubleType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
}

/** A field on the screen of a transition. */
export interface ScreenField {
  readonly name: string;
  readonly required: boolean;
  readonly allowed?: readonly { readonly id: string; readonly name: string }[];
}

export interface DoubleTransition {
  readonly id: string;
  readonly name: string;
  readonly to: string;
  /** Names of the states that it can be taken from; null where it can be taken from all. */
  readonly from: readonly string[] | null;
  readonly fields: Readonly<Record<string, ScreenField>>;
}

export const EPIC_LINK = "customfield_10100";
export const EPIC_NAME = "customfield_10101";
export const APPROVER = "customfield_10103";

export const STATUSES: readonly DoubleStatus[] = [
  { id: "10000", name: "Backlog", category: "new" },
  { id: "1", name: "To Do", category: "new" },
  { id: "3", name: "In Progress", category: "indeterminate" },
  { id: "10001", name: "Blocked", category: "indeterminate" },
  { id: "10002", name: "Done", category: "done" },
  { id: "10003", name: "Won't Do", category: "done" },
  { id: "10004", name: "Approved", category: "done" },
];

/** Where a new ticket begins. */
export const FRESH = "To Do";

export const TYPES: readonly DoubleType[] = [
  { id: "10000", name: "Epic", subtask: false },
  { id: "10001", name: "Story", subtask: false },
  { id: "10002", name: "Task", subtask: false },
  { id: "10003", name: "Sub-task", subtask: true },
];

export const RESOLUTIONS = [
  { id: "10000", name: "Won't Do" },
  { id: "10001", name: "Done" },
];

const RESOLUTION = { name: "Resolution", required: true, allowed: RESOLUTIONS };
const APPROVAL = { name: "Approver", required: true };

/**
 * Names of transitions say nothing about where they lead; two lead to one state; one state can
 * be reached from one other only; and one asks for what Canon cannot know.
 */
export const TRANSITIONS: readonly DoubleTransition[] = [
  { id: "5", name: "Defer", to: "Backlog", from: null, fields: {} },
  { id: "11", name: "Plan", to: "To Do", from: null, fields: {} },
  { id: "21", name: "Begin", to: "In Progress", from: null, fields: {} },
  { id: "41", name: "Stop", to: "Blocked", from: ["In Progress"], fields: {} },
  { id: "30", name: "Hand in", to: "Done", from: null, fields: { [APPROVER]: APPROVAL } },
  { id: "31", name: "Finish", to: "Done", from: null, fields: {} },
  { id: "51", name: "Give up", to: "Won't Do", from: null, fields: { resolution: RESOLUTION } },
  { id: "61", name: "Sign", to: "Approved", from: ["Done"], fields: { [APPROVER]: APPROVAL } },
];

/** The fields that every Jira has, and those that differ from server to server. */
export const FIELDS = [
  { id: "summary", name: "Summary", custom: false, schema: { type: "string", system: "summary" } },
  {
    id: "description",
    name: "Description",
    custom: false,
    schema: { type: "string", system: "description" },
  },
  {
    id: EPIC_LINK,
    name: "Epic Link",
    custom: true,
    schema: { type: "any", custom: "com.pyxis.greenhopper.jira:gh-epic-link", customId: 10100 },
  },
  {
    id: EPIC_NAME,
    name: "Epic Name",
    custom: true,
    schema: { type: "string", custom: "com.pyxis.greenhopper.jira:gh-epic-label", customId: 10101 },
  },
  {
    id: APPROVER,
    name: "Approver",
    custom: true,
    schema: {
      type: "string",
      custom: "com.atlassian.jira.plugin.system.customfieldtypes:textfield",
      customId: 10103,
    },
  },
];
