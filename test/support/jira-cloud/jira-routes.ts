import type { Answer } from "../remote/fault-server.ts";
import { answerSearch } from "./answer-search.ts";
import {
  commentJson,
  fieldJson,
  issueJson,
  selfOf,
  statusJson,
  transitionJson,
  typeJson,
  userJson,
} from "./jira-json.ts";
import { checkFields, checkProperties, checkText, type FieldErrors } from "./jira-rules.ts";
import type { IssueRecord, JiraState, Json } from "./jira-state.ts";
import {
  RESOLUTIONS,
  STATES,
  type Transition,
  TRANSITIONS,
  TYPES,
  typeWithId,
} from "./workflow.ts";

/** One request, its parts taken to pieces. */
export interface Call {
  readonly state: JiraState;
  readonly origin: string;
  /** What the path's template captured. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Json;
  /** False for a visitor, whom Jira answers as if nothing were there. */
  readonly isKnown: boolean;
}

/** A refusal as Jira writes it. */
export function refusal(
  status: number,
  messages: readonly string[],
  errors: FieldErrors = {},
): Answer {
  return { status, body: { errorMessages: messages, errors } };
}

const NO_ISSUE = refusal(404, ["Issue does not exist or you do not have permission to see it."]);
const MAX_BULK_CREATE = 50;
const MAX_BULK_FETCH = 100;

export function createMany({ state, origin, body }: Call): Answer {
  const updates = (body["issueUpdates"] ?? []) as readonly Json[];
  if (updates.length === 0 || updates.length > MAX_BULK_CREATE) {
    return refusal(400, ["The number of issues is not between 1 and 50."]);
  }
  const issues: Json[] = [];
  const errors: Json[] = [];
  for (const [index, { fields, properties }] of updates.entries()) {
    const made = createOne(state, (fields ?? {}) as Json, properties);
    if ("errors" in made) {
      const elementErrors = { errorMessages: [], errors: made.errors };
      errors.push({ status: 400, elementErrors, failedElementNumber: index });
    } else issues.push({ id: made.id, key: made.key, self: selfOf(origin, made.id) });
  }
  return { status: issues.length > 0 ? 201 : 400, body: { issues, errors } };
}

function createOne(
  state: JiraState,
  fields: Json,
  properties: unknown,
): IssueRecord | { readonly errors: FieldErrors } {
  const errors = checkFields(state, fields, undefined);
  const wrong = checkProperties(properties);
  if (wrong !== undefined) errors["properties"] = wrong;
  if (Object.keys(errors).length > 0) return { errors };
  const parent = fields["parent"] as { readonly key: string } | undefined;
  const issue = state.create({
    typeId: (fields["issuetype"] as { readonly id: string }).id,
    summary: fields["summary"] as string,
    description: (fields["description"] ?? null) as Json | null,
    labels: (fields["labels"] ?? []) as readonly string[],
    parentKey: parent === undefined ? null : state.issue(parent.key).key,
  });
  setProperties(issue, properties);
  return issue;
}

export function fetchMany({ state, origin, body, isKnown }: Call): Answer {
  const asked = body["issueIdsOrKeys"] as readonly string[];
  const properties = (body["properties"] ?? []) as readonly string[];
  if (asked.length > MAX_BULK_FETCH || properties.length > 5) {
    return refusal(400, ["The number of issues or properties exceeds the limit."]);
  }
  const expand = (body["expand"] ?? []) as readonly string[];
  if (expand.some((name) => name !== "transitions")) return refusal(400, ["unknown expand"]);
  const found = new Set(isKnown ? asked.flatMap((key) => state.find(key) ?? []) : []);
  if (state.staleReads > 0) {
    state.staleReads -= 1;
    found.delete(state.issues.at(-1)!);
  }
  const readable = [...found].filter((issue) => !issue.isSpoiled);
  readable.sort((a, b) => Number(a.id) - Number(b.id));
  const issues = readable.map((issue) => ({
    ...issueJson(state, origin, issue, (body["fields"] ?? []) as readonly string[]),
    properties: Object.fromEntries(
      properties.flatMap((key) =>
        issue.properties.has(key) ? [[key, issue.properties.get(key)]] : [],
      ),
    ),
    ...(expand.length === 0
      ? {}
      : { transitions: waysFrom(issue).map((way) => transitionJson(origin, way, false)) }),
  }));
  const issueErrors = [...found]
    .filter((issue) => issue.isSpoiled)
    .map(({ id }) => ({ id, errorMessage: "The issue could not be read. Try again." }));
  return { status: 200, body: { issues, issueErrors } };
}

/** With its comments, where they are asked for. Canon's own adapter reads in bulk; others do not. */
export function getOne({ state, origin, parts, query }: Call): Answer {
  const issue = state.find(parts[0] ?? "");
  if (issue === undefined || issue.isSpoiled) return NO_ISSUE;
  const names = (query.get("fields") ?? "summary,status").split(",");
  const json = issueJson(state, origin, issue, names);
  if (!names.includes("comment")) return { status: 200, body: json };
  const comments = issue.comments.map((comment) => commentJson(origin, issue, comment));
  const total = comments.length;
  const comment = { comments, self: `${origin}/x`, maxResults: total, total, startAt: 0 };
  return { status: 200, body: { ...json, fields: { ...(json["fields"] as Json), comment } } };
}

export function editOne({ state, parts, body, query }: Call): Answer {
  const issue = state.find(parts[0] ?? "");
  if (issue === undefined) return NO_ISSUE;
  if ([...query.keys()].length > 0) return refusal(400, ["unknown query"]);
  const fields = (body["fields"] ?? {}) as Json;
  const errors = checkFields(state, fields, issue);
  const wrong = checkProperties(body["properties"]);
  if (wrong !== undefined) errors["properties"] = wrong;
  const update = (body["update"] ?? {}) as Json;
  const clears = JSON.stringify(update) === '{"parent":[{"set":{"none":true}}]}';
  if (!clears && Object.keys(update).length > 0) errors["update"] = "cannot be set";
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  if (typeof fields["summary"] === "string") issue.summary = fields["summary"];
  if ("description" in fields) issue.description = fields["description"] as Json | null;
  if ("parent" in fields) {
    issue.parentKey = state.issue((fields["parent"] as { readonly key: string }).key).key;
  }
  if (clears) issue.parentKey = null;
  setProperties(issue, body["properties"]);
  state.touch(issue);
  return { status: 204 };
}

export function listTransitions({ state, origin, parts, query }: Call): Answer {
  const issue = state.find(parts[0] ?? "");
  if (issue === undefined) return NO_ISSUE;
  const withFields = query.get("expand") === "transitions.fields";
  const transitions = waysFrom(issue).map((way) => transitionJson(origin, way, withFields));
  return { status: 200, body: { expand: "transitions", transitions } };
}

export function transition({ state, parts, body }: Call): Answer {
  const issue = state.find(parts[0] ?? "");
  if (issue === undefined) return NO_ISSUE;
  const { id } = body["transition"] as { readonly id?: string };
  const way = waysFrom(issue).find((one) => one.id === id);
  if (way === undefined) {
    return refusal(400, [`It seems that you have tried to perform an illegal workflow operation.`]);
  }
  const fields = (body["fields"] ?? {}) as Json;
  const errors: FieldErrors = {};
  for (const name of Object.keys(fields)) {
    if (way.screen?.includes(name) !== true) {
      errors[name] =
        `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
    }
  }
  for (const name of way.screen ?? []) {
    if (!(name in fields)) errors[name] = `${name} is required.`;
  }
  const given = fields["resolution"] as
    { readonly id?: string; readonly name?: string } | undefined;
  const resolution = RESOLUTIONS.find((one) => one.id === given?.id || one.name === given?.name);
  if (given !== undefined && resolution === undefined) errors["resolution"] = "is not valid";
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  state.moveToStatus(issue.key, way.to);
  if (resolution !== undefined) issue.resolution = resolution.name;
  return { status: 204 };
}

export function listComments({ state, origin, parts, query }: Call): Answer {
  const issue = state.find(parts[0] ?? "");
  if (issue === undefined) return NO_ISSUE;
  const startAt = Number(query.get("startAt") ?? 0);
  const maxResults = Math.min(100, Number(query.get("maxResults") ?? 50));
  const page = issue.comments.slice(startAt, startAt + maxResults);
  const comments = page.map((comment) => commentJson(origin, issue, comment));
  return { status: 200, body: { startAt, maxResults, total: issue.comments.length, comments } };
}

export function addComment({ state, origin, parts, body }: Call): Answer {
  const issue = state.find(parts[0] ?? "");
  if (issue === undefined) return NO_ISSUE;
  const wrong = checkText(body["body"]) ?? checkProperties(body["properties"]);
  if (wrong !== undefined || body["body"] == null) {
    return refusal(400, [], { comment: wrong ?? "Comment body can not be empty!" });
  }
  const comment = {
    id: state.nextId(),
    body: body["body"] as Json,
    created: state.tick(),
    properties: (body["properties"] ?? []) as { key: string; value: unknown }[],
  };
  issue.comments.push(comment);
  state.touch(issue);
  return { status: 201, body: commentJson(origin, issue, comment, true) };
}

export function commentsByIds({ state, origin, query, body }: Call): Answer {
  const ids = body["ids"] as readonly number[];
  if (ids.length > 1000) return refusal(400, ["The number of comments exceeds 1000."]);
  const withProperties = query.get("expand") === "properties";
  const values = state.issues.flatMap((issue) =>
    issue.comments
      .filter(({ id }) => ids.includes(Number(id)))
      .map((comment) => commentJson(origin, issue, comment, withProperties)),
  );
  const total = values.length;
  return { status: 200, body: { isLast: true, maxResults: 1000, startAt: 0, total, values } };
}

export function listLinks({ state, origin, parts, query }: Call): Answer {
  const issue = state.find(parts[0] ?? "");
  if (issue === undefined) return NO_ISSUE;
  const globalId = query.get("globalId");
  const links = issue.links
    .filter((link) => globalId === null || link.globalId === globalId)
    .map(({ id, globalId: own, relationship, object }) => ({
      id,
      self: `${selfOf(origin, issue.id)}/remotelink/${id}`,
      ...(own === null ? {} : { globalId: own }),
      ...(relationship === null ? {} : { relationship }),
      object,
    }));
  if (globalId === null) return { status: 200, body: links };
  return links[0] === undefined ? NO_ISSUE : { status: 200, body: links[0] };
}

/** A link with a global id that is there already is replaced. */
export function putLink({ state, origin, parts, body }: Call): Answer {
  const issue = state.find(parts[0] ?? "");
  if (issue === undefined) return NO_ISSUE;
  const globalId = (body["globalId"] ?? null) as string | null;
  if (globalId !== null && globalId.length > 255) return refusal(400, ["globalId is too long"]);
  const object = body["object"] as Json;
  const relationship = (body["relationship"] ?? null) as string | null;
  const known = issue.links.find((link) => globalId !== null && link.globalId === globalId);
  const link = known ?? { id: Number(state.nextId()), globalId, relationship, object };
  link.object = object;
  link.relationship = relationship;
  if (known === undefined) issue.links.push(link);
  state.touch(issue);
  const self = `${selfOf(origin, issue.id)}/remotelink/${link.id}`;
  return { status: known === undefined ? 201 : 200, body: { id: link.id, self } };
}

export function search({ state, origin, body, isKnown }: Call): Answer {
  if (!isKnown) return { status: 200, body: { issues: [], isLast: true } };
  return answerSearch(state, origin, body);
}

export function projectStatuses({ state, origin, parts }: Call): Answer {
  if (parts[0] !== state.project) return refusal(404, ["No project could be found with that key."]);
  const statuses = STATES.map((one) => statusJson(origin, one));
  const body = TYPES.map((type) => {
    const { self, id, name, subtask } = typeJson(origin, type);
    return { self, id, name, subtask, statuses };
  });
  return { status: 200, body };
}

/** Bugs cannot be made without naming their auditor. */
export function createFields({ state, parts, query }: Call): Answer {
  const [project, typeId] = parts;
  const type = typeWithId(typeId);
  if (project !== state.project || type === undefined) return refusal(404, ["not found"]);
  const names = ["summary", "issuetype", "project", "reporter", "description", "labels"];
  const own = [
    ...(type.level < 0 ? ["parent"] : []),
    ...(type.name === "Bug" ? ["customfield_10050"] : []),
  ];
  const all = [...names, ...own].map((key) => ({
    ...fieldJson(key),
    fieldId: key,
    required: !["description", "labels"].includes(key),
    hasDefaultValue: key === "reporter",
  }));
  const startAt = Number(query.get("startAt") ?? 0);
  const maxResults = Math.min(4, Number(query.get("maxResults") ?? 50));
  const fields = all.slice(startAt, startAt + maxResults);
  return { status: 200, body: { maxResults, startAt, total: all.length, fields } };
}

export function myself({ origin }: Call): Answer {
  const { self, ...user } = userJson(origin);
  return {
    status: 200,
    body: { self, ...user, locale: "en_US", expand: "groups,applicationRoles" },
  };
}

function waysFrom(issue: IssueRecord): readonly Transition[] {
  return TRANSITIONS.filter(
    ({ from, to }) => (from === null || from === issue.status) && to !== issue.status,
  );
}

function setProperties(issue: IssueRecord, properties: unknown): void {
  for (const { key, value } of (properties ?? []) as { key: string; value: unknown }[]) {
    issue.properties.set(key, value);
  }
}
