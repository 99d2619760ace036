import type { CommentRecord, IssueRecord, JiraState, Json } from "./jira-state.ts";
import {
  CATEGORIES,
  FIELD_NAMES,
  type IssueType,
  RESOLUTIONS,
  type State,
  stateNamed,
  type Transition,
} from "./workflow.ts";

export const ACCOUNT = {
  accountId: "5b10a2844c20165700ede21g",
  displayName: "Ada Lovelace",
};

/** `2026-01-05T10:00:00.000+0000`, as Jira writes times. */
export function timeJson(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "+0000");
}

export function issueJson(
  state: JiraState,
  origin: string,
  issue: IssueRecord,
  names: readonly string[],
): Json {
  const parent = issue.parentKey === null ? undefined : state.find(issue.parentKey);
  const all: Json = {
    summary: issue.summary,
    description: issue.description,
    status: statusJson(origin, stateNamed(issue.status)),
    resolution: resolutionJson(issue.resolution),
    issuetype: typeJson(origin, state.typeOf(issue)),
    labels: issue.labels,
    assignee: null,
    created: timeJson(issue.created),
    updated: timeJson(issue.updated),
    ...(parent === undefined ? {} : { parent: parentJson(state, origin, parent) }),
  };
  const fields = Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  const { id, key } = issue;
  return {
    expand: "renderedFields,names,schema,transitions",
    id,
    key,
    self: selfOf(origin, id),
    fields,
  };
}

export function statusJson(origin: string, { id, name, category }: State): Json {
  return {
    self: `${origin}/rest/api/3/status/${id}`,
    description: "",
    iconUrl: `${origin}/images/icons/statuses/generic.png`,
    name,
    id,
    statusCategory: {
      self: `${origin}/rest/api/3/statuscategory/${CATEGORIES[category].id}`,
      ...CATEGORIES[category],
    },
  };
}

export function typeJson(origin: string, { id, name, level }: IssueType): Json {
  return {
    self: `${origin}/rest/api/3/issuetype/${id}`,
    id,
    description: "",
    iconUrl: `${origin}/images/icons/issuetypes/${id}.png`,
    name,
    subtask: level < 0,
    hierarchyLevel: level,
  };
}

/** `withFields` is `expand=transitions.fields`. */
export function transitionJson(origin: string, transition: Transition, withFields: boolean): Json {
  const { id, name, to, screen, from } = transition;
  return {
    id,
    name,
    to: statusJson(origin, stateNamed(to)),
    hasScreen: screen !== null,
    isGlobal: from === null,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    looped: false,
    ...(withFields
      ? { fields: Object.fromEntries((screen ?? []).map((key) => [key, fieldJson(key)])) }
      : {}),
  };
}

export function commentJson(
  origin: string,
  issue: IssueRecord,
  comment: CommentRecord,
  withProperties = false,
): Json {
  const { id, body, created, properties } = comment;
  return {
    self: `${selfOf(origin, issue.id)}/comment/${id}`,
    id,
    author: userJson(origin),
    body,
    updateAuthor: userJson(origin),
    created: timeJson(created),
    updated: timeJson(created),
    jsdPublic: true,
    ...(withProperties ? { properties } : {}),
  };
}

export function userJson(origin: string): Json {
  return {
    self: `${origin}/rest/api/3/user?accountId=${ACCOUNT.accountId}`,
    ...ACCOUNT,
    active: true,
    timeZone: "Etc/UTC",
    accountType: "atlassian",
  };
}

/** What a new issue can be given, or a screen asks for. */
export function fieldJson(key: string): Json {
  const isResolution = key === "resolution";
  return {
    required: true,
    schema: { type: isResolution ? "resolution" : "string", system: key },
    name: FIELD_NAMES[key] ?? key,
    key,
    hasDefaultValue: false,
    operations: ["set"],
    ...(isResolution
      ? { allowedValues: RESOLUTIONS.map((one) => ({ self: `https://x/${one.id}`, ...one })) }
      : {}),
  };
}

export function selfOf(origin: string, id: string): string {
  return `${origin}/rest/api/3/issue/${id}`;
}

function resolutionJson(name: string | null): Json | null {
  const resolution = RESOLUTIONS.find((one) => one.name === name);
  return resolution === undefined ? null : { ...resolution, description: "" };
}

function parentJson(state: JiraState, origin: string, parent: IssueRecord): Json {
  return {
    id: parent.id,
    key: parent.key,
    self: selfOf(origin, parent.id),
    fields: {
      summary: parent.summary,
      status: statusJson(origin, stateNamed(parent.status)),
      issuetype: typeJson(origin, state.typeOf(parent)),
    },
  };
}

/** The words of a document, a line for each block, as a person reads it. */
export function wordsIn(document: unknown): string {
  const lines: string[] = [];
  const walk = (value: unknown): string => {
    if (typeof value !== "object" || value === null) return "";
    const { text, content, type } = value as { text?: string; content?: unknown[]; type?: string };
    const words = (text ?? "") + (content ?? []).map(walk).join("");
    const isBlock = ["paragraph", "heading", "codeBlock", "taskItem"].includes(type ?? "");
    if (!isBlock) return words;
    lines.push(words);
    return "";
  };
  walk(document);
  return lines.join("\n\n");
}
