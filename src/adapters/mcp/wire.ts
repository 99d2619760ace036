import * as z from "zod/mini";
import { textOf } from "./adf-text.ts";

// Answers of servers that many people wrote. What is needed has to be there; the rest may differ.

const named = z.object({ name: z.string() });
const text = z.nullish(z.string());
/** `In Review`, or `{ "name": "In Review" }`. */
const name = z.pipe(
  z.union([z.string(), named]),
  z.transform((value) => (typeof value === "string" ? value : value.name)),
);
const person = z.pipe(
  z.union([
    z.string(),
    z.object({ displayName: text, name: text, emailAddress: z.optional(z.unknown()) }),
  ]),
  z.transform((value) =>
    typeof value === "string" ? value : (value.displayName ?? value.name ?? null),
  ),
);
const time = z.pipe(z.string(), z.transform(toUtc));

/** ISO 8601 in UTC. Jira writes the zone without a colon. */
function toUtc(value: string, context: z.core.ParsePayload): string {
  const ms = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  context.issues.push({ code: "custom", input: value, message: "no time" });
  return z.NEVER;
}

const linearIssue = z.pipe(
  z.object({
    id: text,
    identifier: text,
    title: z.string(),
    url: text,
    status: z.optional(name),
    state: z.optional(name),
    team: z.optional(z.nullable(name)),
    teamId: text,
  }),
  z.transform((issue, context) => {
    const status = issue.status ?? issue.state;
    if (status !== undefined) return { ...issue, status };
    context.issues.push({ code: "custom", input: issue, message: "no status" });
    return z.NEVER;
  }),
);

/** An issue of Linear, on its own or under `issue`. */
export const LINEAR_ISSUE = inside("issue", linearIssue);

const page = z.object({
  hasNextPage: z.optional(z.boolean()),
  endCursor: text,
});
const linearComment = z.pipe(
  z.object({
    body: z.string(),
    createdAt: time,
    user: z.nullish(person),
    author: z.nullish(person),
  }),
  z.transform(({ body, createdAt, user, author }) => ({
    author: user ?? author ?? null,
    at: createdAt,
    text: body,
  })),
);

/** Comments of Linear, with where the next page begins. */
export const LINEAR_COMMENTS = z.union([
  z.pipe(
    z.array(linearComment),
    z.transform((comments) => ({ comments, next: null, hasMore: false })),
  ),
  z.pipe(
    z.object({
      comments: z.optional(z.array(linearComment)),
      nodes: z.optional(z.array(linearComment)),
      pageInfo: z.optional(page),
      hasNextPage: z.optional(z.boolean()),
      cursor: text,
      nextCursor: text,
    }),
    z.transform((answer, context) => {
      const comments = answer.comments ?? answer.nodes;
      if (comments === undefined) {
        context.issues.push({ code: "custom", input: answer, message: "no comments" });
        return z.NEVER;
      }
      const hasMore = answer.pageInfo?.hasNextPage ?? answer.hasNextPage ?? false;
      const next = answer.pageInfo?.endCursor ?? answer.nextCursor ?? answer.cursor ?? null;
      return { comments, hasMore, next: hasMore ? next : null };
    }),
  ),
]);

const state = z.object({ id: text, name: z.string() });

export const LINEAR_STATUSES = z.union([
  z.array(state),
  inside("statuses", z.array(state)),
  inside("states", z.array(state)),
  inside("nodes", z.array(state)),
]);

const comment = z.pipe(
  z.object({
    author: z.nullish(person),
    body: z.unknown(),
    created: time,
  }),
  z.transform(({ author, body, created }, context) => {
    const words = textOf(body);
    if (words !== undefined) return { author: author ?? null, at: created, text: words };
    context.issues.push({ code: "custom", input: body, message: "no text" });
    return z.NEVER;
  }),
);
const commentPage = z.object({ comments: z.array(comment), total: z.optional(z.number()) });

/** Comments of Jira on their own; `total` where the server says how many there are. */
export const JIRA_COMMENTS = z.union([
  z.pipe(
    z.array(comment),
    z.transform((comments) => ({ comments, total: undefined })),
  ),
  commentPage,
  inside("comment", commentPage),
]);

const jiraFields = z.object({
  summary: text,
  status: z.optional(name),
  comment: z.optional(commentPage),
});

/** An issue of Jira, with its fields in `fields` or beside its key. */
export const JIRA_ISSUE = z.pipe(
  z.extend(jiraFields, {
    key: text,
    webUrl: text,
    url: text,
    fields: z.optional(jiraFields),
  }),
  z.transform(({ key, fields, ...own }) => ({
    key,
    url: own.webUrl ?? own.url ?? null,
    summary: fields?.summary ?? own.summary ?? "",
    status: fields?.status ?? own.status,
    comment: fields?.comment ?? own.comment,
  })),
);

const transition = z.object({
  id: z.union([z.string(), z.pipe(z.number(), z.transform(String))]),
  name: z.string(),
  to: z.nullish(name),
  fields: z.optional(z.unknown()),
});

export type JiraTransition = z.infer<typeof transition>;

export const JIRA_TRANSITIONS = z.union([
  z.array(transition),
  inside("transitions", z.array(transition)),
]);

const site = z.object({ id: z.string() });

export const JIRA_SITES = z.union([z.array(site), inside("resources", z.array(site))]);

/** A value under a key, or where the key is not there, the value itself. */
function inside<T extends z.ZodMiniType>(key: string, shape: T) {
  return z.pipe(
    z.transform((value: unknown) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : value;
    }),
    shape,
  );
}
