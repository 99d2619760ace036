import * as z from "zod/mini";
import type { Answer } from "../remote/fault-server.ts";
import { refusal, type Shapes } from "./answers.ts";
import { checkFields } from "./create.ts";
import { statusNamed, type Store, type StoredIssue } from "./store.ts";
import { EPIC_LINK, RESOLUTIONS, TRANSITIONS } from "./workflow.ts";

const EDIT = z.strictObject({ fields: z.record(z.string(), z.unknown()) });
const MOVE = z.strictObject({
  transition: z.strictObject({ id: z.string() }),
  fields: z.optional(z.record(z.string(), z.unknown())),
});
const COMMENT = z.strictObject({ body: z.string().check(z.minLength(1), z.maxLength(32_767)) });
const LINK = z.strictObject({
  globalId: z.optional(z.string().check(z.maxLength(255))),
  relationship: z.optional(z.string()),
  object: z.strictObject({ url: z.url(), title: z.string().check(z.minLength(1)) }),
});

export const NO_SUCH_ISSUE = refusal(404, ["Issue Does Not Exist"]);
const NOT_UNDERSTOOD = refusal(400, ["The request is not understood."]);

export function editIssue(store: Store, issue: StoredIssue, body: unknown): Answer {
  const parsed = z.safeParse(EDIT, body);
  if (!parsed.success) return NOT_UNDERSTOOD;
  const { fields } = parsed.data;
  const errors = checkFields(store, issue.type, fields);
  if ("parent" in fields) errors["parent"] = "Field 'parent' cannot be set.";
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  if (typeof fields["summary"] === "string") issue.summary = fields["summary"].trim();
  if (typeof fields["description"] === "string") issue.description = fields["description"];
  if (EPIC_LINK in fields) issue.epic = fields[EPIC_LINK] as string | null;
  if (fields["labels"] !== undefined) issue.labels = fields["labels"] as string[];
  store.touch(issue);
  return { status: 204 };
}

export function listTransitions(issue: StoredIssue, shape: Shapes, expand: string): Answer {
  const withFields = expand.split(",").includes("transitions.fields");
  return {
    status: 200,
    body: {
      expand: "transitions",
      transitions: open(issue).map((one) => shape.transitionOf(one, withFields)),
    },
  };
}

export function moveIssue(store: Store, issue: StoredIssue, body: unknown): Answer {
  const parsed = z.safeParse(MOVE, body);
  if (!parsed.success) return NOT_UNDERSTOOD;
  const { fields = {} } = parsed.data;
  const transition = open(issue).find(({ id }) => id === parsed.data.transition.id);
  if (transition === undefined) {
    return refusal(400, ["The workflow operation is not valid for the state of this issue."]);
  }
  const errors: Record<string, string> = {};
  for (const name of Object.keys(fields)) {
    if (!(name in transition.fields)) {
      errors[name] = `Field '${name}' cannot be set. It is not on the appropriate screen.`;
    }
  }
  for (const [id, field] of Object.entries(transition.fields)) {
    if (field.required && fields[id] === undefined) errors[id] = `${field.name} is required.`;
  }
  const resolution = z.safeParse(z.object({ id: z.string() }), fields["resolution"]).data?.id;
  const chosen = RESOLUTIONS.find(({ id }) => id === resolution)?.name;
  if (resolution !== undefined && chosen === undefined) errors["resolution"] = "is not valid";
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  issue.status = statusNamed(transition.to);
  issue.resolution = issue.status.category === "done" ? (chosen ?? "Done") : null;
  store.touch(issue);
  return { status: 204 };
}

export function listComments(issue: StoredIssue, shape: Shapes, query: URLSearchParams): Answer {
  const startAt = Number(query.get("startAt") ?? 0);
  const maxResults = Math.min(Number(query.get("maxResults") ?? 50), 50);
  const page = issue.comments.slice(startAt, startAt + maxResults);
  return {
    status: 200,
    body: {
      startAt,
      maxResults,
      total: issue.comments.length,
      comments: page.map((comment) => shape.commentOf(issue, comment)),
    },
  };
}

export function addComment(store: Store, issue: StoredIssue, shape: Shapes, body: unknown): Answer {
  const parsed = z.safeParse(COMMENT, body);
  if (!parsed.success) return refusal(400, [], { comment: "Comment body can not be empty!" });
  const comment = {
    id: String(store.nextId()),
    body: parsed.data.body.trim(),
    created: store.now(),
  };
  issue.comments.push(comment);
  store.touch(issue);
  return { status: 201, body: shape.commentOf(issue, comment) };
}

export function addLink(store: Store, issue: StoredIssue, shape: Shapes, body: unknown): Answer {
  const parsed = z.safeParse(LINK, body);
  if (!parsed.success) return refusal(400, [], { title: "'title' is required." });
  const { globalId = null, relationship = null, object } = parsed.data;
  const place = issue.links.findIndex((one) => globalId !== null && one.globalId === globalId);
  const id = issue.links[place]?.id ?? store.nextId();
  const link = { id, globalId, relationship, ...object };
  issue.links.splice(place < 0 ? issue.links.length : place, place < 0 ? 0 : 1, link);
  const { self } = shape.linkOf(issue, link);
  return { status: place < 0 ? 201 : 200, body: { id, self } };
}

function open(issue: StoredIssue) {
  return TRANSITIONS.filter(
    ({ from, to }) => to !== issue.status.name && (from?.includes(issue.status.name) ?? true),
  );
}
