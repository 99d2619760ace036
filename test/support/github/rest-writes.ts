import type { Answer } from "../remote/fault-server.ts";
import type { GithubState, StoredIssue } from "./github-state.ts";
import { refusal, type RestRequest } from "./rest-request.ts";
import { issueJson } from "./rest-json.ts";

type Existing = RestRequest & { readonly issue: StoredIssue };
type Fields = Readonly<Record<string, (value: unknown) => boolean>>;

const MAX_TITLE = 256;
const MAX_BODY = 65_536;
const MAX_SUB_ISSUES = 100;
const MAX_LEVELS = 8;

const isText = (value: unknown): value is string => typeof value === "string";
const isLabels = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => isText(one) && one !== "" && one.length <= 50);

const TEXTS: Fields = {
  title: (value) => isText(value) && value.trim() !== "" && value.length <= MAX_TITLE,
  body: (value) => isText(value) && value.length <= MAX_BODY,
  labels: isLabels,
};

export function createIssue({ state, root, repository, body }: RestRequest): Answer {
  if (!state.switches.hasIssues)
    return refusal(410, "Issues has been disabled in this repository.");
  const isType = (value: unknown): boolean =>
    value === null || (isText(value) && (!state.switches.hasTypes || state.types.includes(value)));
  const invalid = check(body, { ...TEXTS, type: isType }, ["title"]);
  if (invalid !== undefined) return invalid;
  const { mayPush, hasTypes } = state.switches;
  const issue = state.add(repository, {
    author: state.viewer,
    title: String(body["title"]),
    body: isText(body["body"]) ? body["body"] : "",
    labels: mayPush ? state.labelsFor(repository, (body["labels"] ?? []) as string[]) : [],
    type: mayPush && hasTypes && isText(body["type"]) ? body["type"] : null,
  });
  return { status: 201, body: issueJson(state, root, issue) };
}

export function patchIssue({ state, root, repository, issue, body }: Existing): Answer {
  const invalid = check(
    body,
    {
      ...TEXTS,
      state: (value) => value === "open" || value === "closed",
      state_reason: (value) =>
        ["completed", "not_planned", "duplicate", "reopened", null].includes(
          value as string | null,
        ),
    },
    [],
  );
  if (invalid !== undefined) return invalid;
  if (isText(body["title"])) issue.title = body["title"];
  if (isText(body["body"])) issue.body = body["body"];
  if (body["labels"] !== undefined && state.switches.mayPush) {
    issue.labels = state.labelsFor(repository, body["labels"] as string[]);
  }
  // The reason is ignored unless the state changes.
  if (isText(body["state"]) && body["state"] !== issue.state) {
    issue.state = body["state"] === "open" ? "open" : "closed";
    const reason = body["state_reason"] as StoredIssue["reason"] | undefined;
    issue.reason = issue.state === "open" ? "reopened" : (reason ?? "completed");
  }
  state.touch(issue);
  return { status: 200, body: issueJson(state, root, issue) };
}

export function addSubIssue({ state, root, repository, issue, body }: Existing): Answer {
  if (state.switches.isOldServer) return refusal(404);
  const fields = {
    sub_issue_id: Number.isInteger,
    replace_parent: (value: unknown) => typeof value === "boolean",
  };
  const invalid = check(body, fields, ["sub_issue_id"]);
  if (invalid !== undefined) return invalid;
  const child = state.issues.find((one) => one.id === body["sub_issue_id"] && !one.isDeleted);
  if (child === undefined || child.isPullRequest) return refusal(404);
  const problem = whyNot(state, repository, issue, child, body["replace_parent"] === true);
  if (problem !== undefined) return refusal(422, problem);
  child.parentId = issue.id;
  state.touch(child);
  state.touch(issue);
  return { status: 201, body: issueJson(state, root, issue) };
}

export function removeSubIssue({ state, root, issue, body }: Existing): Answer {
  const invalid = check(body, { sub_issue_id: Number.isInteger }, ["sub_issue_id"]);
  if (invalid !== undefined) return invalid;
  const child = state.issues.find((one) => one.id === body["sub_issue_id"]);
  if (child === undefined || child.parentId !== issue.id) return refusal(404);
  child.parentId = null;
  state.touch(child);
  state.touch(issue);
  return { status: 200, body: issueJson(state, root, issue) };
}

function whyNot(
  state: GithubState,
  repository: string,
  parent: StoredIssue,
  child: StoredIssue,
  mayReplace: boolean,
): string | undefined {
  const [owner] = repository.split("/");
  if (child.repository.split("/")[0] !== owner) return "Sub issue must have the same owner";
  if (child.parentId !== null && !mayReplace) return "Sub issue may only have one parent";
  const siblings = state.issues.filter((one) => one.parentId === parent.id && one !== child);
  if (siblings.length >= MAX_SUB_ISSUES) return "Parent cannot have more than 100 sub-issues";
  const above = [parent];
  for (let id = parent.parentId; id !== null;) {
    const next = state.issues.find((one) => one.id === id);
    if (next === undefined || above.includes(next)) break;
    above.push(next);
    id = next.parentId;
  }
  if (above.includes(child)) return "Sub issue would create a circular dependency";
  return above.length >= MAX_LEVELS ? "Sub-issues are limited to 8 levels" : undefined;
}

/** Unknown fields would be ignored by GitHub; here they are a fault of the sender. */
function check(body: object, fields: Fields, required: readonly string[]): Answer | undefined {
  const values = body as Readonly<Record<string, unknown>>;
  const errors = [
    ...required.filter((name) => values[name] === undefined),
    ...Object.keys(values).filter((name) => fields[name]?.(values[name]) !== true),
  ].map((field) => ({ resource: "Issue", field, code: "invalid" }));
  if (errors.length === 0) return undefined;
  return {
    status: 422,
    body: {
      message: "Validation Failed",
      errors,
      documentation_url: "https://docs.github.com/rest",
    },
  };
}
