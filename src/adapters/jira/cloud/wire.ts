import * as z from "zod/mini";

/** Jira dates: `2026-01-05T10:00:00.000+0000`. */
const JIRA_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

const time = z.string().check(z.regex(JIRA_TIME));

const STATUS = z.object({
  id: z.string(),
  name: z.string(),
  statusCategory: z.nullish(z.object({ key: z.string() })),
});

const SCREEN_FIELD = z.object({
  required: z.boolean(),
  name: z.optional(z.string()),
  hasDefaultValue: z.optional(z.boolean()),
  allowedValues: z.nullish(z.array(z.unknown())),
});

const TRANSITION = z.object({
  id: z.string(),
  to: STATUS,
  hasScreen: z.optional(z.boolean()),
  fields: z.nullish(z.record(z.string(), SCREEN_FIELD)),
});

const PERSON = z.object({ displayName: z.nullish(z.string()) });

/** The answer to a change that says nothing more; anything else came from somewhere else. */
export const NOTHING = z.null();

/** The fields that `ISSUE` is made of. */
export const ISSUE_FIELDS = [
  "summary",
  "description",
  "status",
  "resolution",
  "issuetype",
  "parent",
  "labels",
  "assignee",
  "created",
  "updated",
];

export const ISSUE = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    /** A document; its form is looked at where it is read. */
    description: z.unknown(),
    status: STATUS,
    resolution: z.nullish(z.object({ name: z.string() })),
    issuetype: z.object({
      id: z.string(),
      name: z.string(),
      hierarchyLevel: z.optional(z.number()),
    }),
    parent: z.nullish(z.object({ key: z.string() })),
    labels: z.nullish(z.array(z.string())),
    assignee: z.nullish(PERSON),
    created: time,
    updated: time,
  }),
  properties: z.nullish(z.record(z.string(), z.unknown())),
  transitions: z.nullish(z.array(TRANSITION)),
});

/** Each issue is looked at by itself, so that one odd ticket does not hide the others. */
export const ISSUES = z.object({
  issues: z.array(z.looseObject({ id: z.string(), key: z.string() })),
  issueErrors: z.nullish(z.array(z.unknown())),
});

/** A search that asks for little more than keys. */
export const KEYS = z.object({
  issues: z.array(z.object({ key: z.string() })),
  nextPageToken: z.nullish(z.string()),
});

/** Failures name the place of their draft; those that are left succeeded, in their order. */
export const CREATED = z.object({
  issues: z.nullish(z.array(z.object({ id: z.string(), key: z.string() }))),
  errors: z.nullish(
    z.array(z.object({ failedElementNumber: z.number(), elementErrors: z.optional(z.unknown()) })),
  ),
});

export const TRANSITIONS = z.object({ transitions: z.array(TRANSITION) });

export const COMMENTS = z.object({
  startAt: z.number(),
  total: z.number(),
  comments: z.array(
    z.object({ id: z.string(), author: z.nullish(PERSON), body: z.unknown(), created: time }),
  ),
});

export const COMMENT_PROPERTIES = z.object({
  values: z.array(
    z.object({
      id: z.string(),
      properties: z.array(z.object({ key: z.string(), value: z.unknown() })),
    }),
  ),
});

export const CREATED_COMMENT = z.object({ id: z.string() });

const REMOTE_LINK = z.object({
  globalId: z.nullish(z.string()),
  object: z.object({ url: z.string(), title: z.nullish(z.string()) }),
});

/** With a `globalId` in the question Jira answers with one link, without it with a list. */
export const REMOTE_LINKS = z.union([z.array(REMOTE_LINK), REMOTE_LINK]);

export const REMOTE_LINK_RESULT = z.object({ id: z.number() });

/** The types of a project, with the states that each can have. */
export const PROJECT_STATUSES = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    subtask: z.boolean(),
    statuses: z.array(STATUS),
  }),
);

const CREATE_FIELD = z.object({
  fieldId: z.string(),
  name: z.string(),
  required: z.boolean(),
  hasDefaultValue: z.optional(z.boolean()),
});

/** What a new ticket of one type can or must be given. The name of the list has changed once. */
export const CREATE_FIELDS = z.union([
  z.object({ fields: z.array(CREATE_FIELD), startAt: z.number(), total: z.number() }),
  z.object({ results: z.array(CREATE_FIELD), startAt: z.number(), total: z.number() }),
]);

export const MYSELF = z.object({ displayName: z.string() });

export const CANON_PROPERTY = z.object({
  version: z.literal(1),
  marker: z.nullable(z.string()),
  text: z.nullable(z.string()),
  above: z.nullable(z.string()),
  prints: z.array(z.string()),
});

/** What any version of the property says. */
export const MARKED = z.object({ marker: z.string() });

export type JiraIssue = z.infer<typeof ISSUE>;
