import { adfProblems } from "./adf-rules.ts";
import { wordsIn } from "./jira-json.ts";
import type { IssueRecord, JiraState, Json } from "./jira-state.ts";
import { type IssueType, typeWithId } from "./workflow.ts";

const MAX_TEXT = 32_767;
const MAX_PROPERTY = 32_768;

/** What Jira says about fields that it does not take: by field, in its own words. */
export type FieldErrors = Record<string, string>;

/** Checks the fields of a new issue (`issue` undefined) or of a change of one. */
export function checkFields(
  state: JiraState,
  fields: Json,
  issue: IssueRecord | undefined,
): FieldErrors {
  const errors: FieldErrors = {};
  const isNew = issue === undefined;
  for (const [name, value] of Object.entries(fields)) {
    const problem = checkField(state, name, value, isNew);
    if (problem !== undefined) errors[name] = problem;
  }
  for (const name of isNew ? ["project", "issuetype", "summary"] : []) {
    if (!(name in fields)) errors[name] = `${name} is required.`;
  }
  if (Object.keys(errors).length > 0) return errors;
  const type = isNew ? typeOf(fields["issuetype"]) : state.typeOf(issue);
  return checkParent(state, type, fields, isNew);
}

export function checkProperties(properties: unknown): string | undefined {
  if (properties === undefined) return undefined;
  if (!Array.isArray(properties)) return "properties must be a list";
  for (const property of properties as unknown[]) {
    const { key, value, ...others } = property as Json;
    if (typeof key !== "string" || key === "" || key.length > 255) return "wrong property key";
    if (value === undefined || Object.keys(others).length > 0) return "wrong property";
    if (JSON.stringify(value).length > MAX_PROPERTY) return "property too long";
  }
  return undefined;
}

/** A text that Jira stores; undefined when it does. */
export function checkText(value: unknown): string | undefined {
  if (value === null) return undefined;
  if (adfProblems(value).length > 0)
    return "Operation value must be an Atlassian Document (see the Atlassian Document Format)";
  return wordsIn(value).length > MAX_TEXT
    ? "The entered text is too long. It exceeds the allowed limit of 32,767 characters."
    : undefined;
}

function checkField(
  state: JiraState,
  name: string,
  value: unknown,
  isNew: boolean,
): string | undefined {
  switch (name) {
    case "summary":
      return checkSummary(value);
    case "description":
      return checkText(value);
    case "labels":
      return Array.isArray(value) &&
        value.every((one) => typeof one === "string" && !/\s/.test(one))
        ? undefined
        : "The label contains spaces which is invalid.";
    case "parent":
      return isOnly(value, "key") ? undefined : "data was not an object";
    case "project":
      if (!isNew) return notOnScreen(name);
      return isOnly(value, "key") && value["key"] === state.project
        ? undefined
        : "valid project is required";
    case "issuetype":
      if (!isNew) return notOnScreen(name);
      return typeOf(value) === undefined ? "Specify a valid issue type" : undefined;
    default:
      return notOnScreen(name);
  }
}

function checkSummary(value: unknown): string | undefined {
  if (typeof value !== "string" || value.trim() === "") {
    return "You must specify a summary of the issue.";
  }
  if (/[\r\n]/.test(value)) {
    return "The summary is invalid because it contains newline characters.";
  }
  return value.length > 255 ? "Summary must be less than 255 characters." : undefined;
}

/** Parents stand exactly one level above; a sub-task cannot be without one. */
function checkParent(
  state: JiraState,
  type: IssueType | undefined,
  fields: Json,
  isNew: boolean,
): FieldErrors {
  const key = isOnly(fields["parent"], "key") ? String(fields["parent"]["key"]) : undefined;
  if (key === undefined) {
    return isNew && type !== undefined && type.level < 0
      ? { issuetype: "Issue type is a sub-task but parent issue key or id not specified." }
      : {};
  }
  const parent = state.find(key);
  if (parent === undefined) return { parent: "Could not find issue by id or key." };
  const fits = type !== undefined && state.typeOf(parent).level === type.level + 1;
  return fits
    ? {}
    : { parentId: "Given parent work item does not belong to appropriate hierarchy." };
}

function typeOf(value: unknown): IssueType | undefined {
  return isOnly(value, "id") ? typeWithId(value["id"]) : undefined;
}

function isOnly(value: unknown, name: string): value is Json {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length === 1 &&
    typeof (value as Json)[name] === "string"
  );
}

function notOnScreen(name: string): string {
  return `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
}
