import type { SeenRequest } from "../remote/double.ts";
import type { Answer } from "../remote/fault-server.ts";
import { PERSON, refusal, shapes, type Shapes } from "./answers.ts";
import { createBulk } from "./create.ts";
import {
  addComment,
  addLink,
  editIssue,
  listComments,
  listTransitions,
  moveIssue,
  NO_SUCH_ISSUE,
} from "./issue-routes.ts";
import { search, type SearchHabits } from "./search.ts";
import type { Store, StoredIssue } from "./store.ts";
import { APPROVER, FIELDS, STATUSES, TYPES } from "./workflow.ts";

export interface ServerHabits extends SearchHabits {
  /** Whether a token that is not known makes its bearer a visitor instead of being refused. */
  isLenient: boolean;
  /** Whether the next request finds no token in the bucket that limits them. */
  isBucketEmpty: boolean;
  /** Whether a direct read brings the notes that it was asked for. */
  givesProperties: boolean;
  /** Whether a new Story must say who approves it, which Canon cannot know. */
  wantsApprover: boolean;
}

const LOGIN_REQUIRED = refusal(401, ["You are not authenticated. Authentication required."]);

/** A bucket for five requests, which is filled every five seconds. */
const BUCKET_EMPTY: Answer = {
  ...refusal(429, ["Rate limit exceeded."]),
  headers: {
    "X-RateLimit-Limit": "5",
    "X-RateLimit-Remaining": "0",
    "X-RateLimit-Interval-Seconds": "5",
    "X-RateLimit-FillRate": "5",
  },
};

/** Answers as one Jira Data Center does whose path on its host is `/jira`. */
export function createRouter(store: Store, habits: ServerHabits, tokens: ReadonlySet<string>) {
  return (request: SeenRequest): Answer => {
    const url = new URL(request.url, "http://jira.invalid");
    const base = `http://${String(request.headers["host"])}/jira`;
    if (!url.pathname.startsWith("/jira/rest/api/2/")) {
      return {
        status: 404,
        body: { message: `null for uri: ${url.pathname}`, "status-code": 404 },
      };
    }
    const token = /^Bearer (.+)$/.exec(request.headers["authorization"] as string)?.[1] ?? "";
    const isAnonymous = !tokens.has(token);
    if (isAnonymous && token !== "" && !habits.isLenient) return LOGIN_REQUIRED;
    if (habits.isBucketEmpty) {
      habits.isBucketEmpty = false;
      return BUCKET_EMPTY;
    }
    const answer = route(request, url, shapes(base), isAnonymous);
    const name = isAnonymous ? "anonymous" : PERSON.name;
    return { ...answer, headers: { "X-AUSERNAME": name, ...answer.headers } };
  };

  function route(
    { method, body: text }: SeenRequest,
    url: URL,
    shape: Shapes,
    isAnonymous: boolean,
  ): Answer {
    const parts = url.pathname.slice("/jira/rest/api/2/".length).split("/").map(decodeURIComponent);
    const place = `${method} ${parts[0] ?? ""}`;
    const body = text === "" ? undefined : parse(text);
    if (text !== "" && body === undefined) return refusal(400, ["Unexpected character."]);
    if (place === "GET field") return { status: 200, body: FIELDS };
    if (place === "POST search") return search(store, shape, habits, body, isAnonymous);
    if (isAnonymous) return LOGIN_REQUIRED;
    if (place === "GET myself") return { status: 200, body: shape.personOf() };
    if (place === "GET project") return project(parts, shape);
    if (method === "POST" && parts.join("/") === "issue/bulk")
      return createBulk(store, shape, body);
    if (parts[0] === "issue" && parts[1] === "createmeta") return createMeta(parts, habits);
    const issue = parts[0] === "issue" ? store.find(parts[1] ?? "") : undefined;
    if (issue === undefined) return NO_SUCH_ISSUE;
    return issueRoute(
      `${method} ${parts.slice(2, 3).join("/")}`,
      issue,
      shape,
      url,
      body,
      parts[3],
    );
  }

  function issueRoute(
    place: string,
    issue: StoredIssue,
    shape: Shapes,
    { searchParams: query }: URL,
    body: unknown,
    name = "",
  ): Answer {
    switch (place) {
      case "GET ": {
        const fields = new Set((query.get("fields") ?? "").split(",").filter((one) => one !== ""));
        const asked = (query.get("properties") ?? "").split(",").filter((one) => one !== "");
        const properties = habits.givesProperties ? asked : [];
        return { status: 200, body: shape.issueOf(issue, fields, properties) };
      }
      case "PUT ":
        return editIssue(store, issue, body);
      case "GET properties":
        return issue.properties.has(name)
          ? { status: 200, body: { key: name, value: issue.properties.get(name) } }
          : refusal(404, [`The property '${name}' does not exist.`]);
      case "GET transitions":
        return listTransitions(issue, shape, query.get("expand") ?? "");
      case "POST transitions":
        return moveIssue(store, issue, body);
      case "GET comment":
        return listComments(issue, shape, query);
      case "POST comment":
        return addComment(store, issue, shape, body);
      case "GET remotelink":
        return { status: 200, body: issue.links.map((link) => shape.linkOf(issue, link)) };
      case "POST remotelink":
        return addLink(store, issue, shape, body);
      default:
        return refusal(405, ["Method Not Allowed"]);
    }
  }

  function project(parts: readonly string[], shape: Shapes): Answer {
    if (parts[1]?.toUpperCase() !== store.project || parts[2] !== "statuses") {
      return refusal(404, [`No project could be found with key '${String(parts[1])}'.`]);
    }
    const statuses = STATUSES.map((status) => shape.statusOf(status));
    const types = TYPES.map((type) => ({ self: shape.typeAddress(type), ...type, statuses }));
    return { status: 200, body: types };
  }
}

function createMeta(parts: readonly string[], { wantsApprover }: ServerHabits): Answer {
  const type = TYPES.find(({ id }) => id === parts[4]);
  if (type === undefined) return refusal(404, ["The issue type does not exist."]);
  const fields = [
    { fieldId: "summary", name: "Summary", required: true, hasDefaultValue: false },
    { fieldId: "issuetype", name: "Issue Type", required: true, hasDefaultValue: false },
    { fieldId: "priority", name: "Priority", required: true, hasDefaultValue: true },
    {
      fieldId: APPROVER,
      name: "Approver",
      required: wantsApprover && type.name === "Story",
      hasDefaultValue: false,
    },
  ];
  const values = fields.map((field) => ({ ...field, operations: ["set"] }));
  return {
    status: 200,
    body: { maxResults: 50, startAt: 0, total: values.length, isLast: true, values },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
