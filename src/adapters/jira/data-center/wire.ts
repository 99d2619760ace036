import * as z from "zod/mini";

/** Jira dates: `2026-01-05T10:00:00.000+0000`. */
const JIRA_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

const time = z.string().check(z.regex(JIRA_TIME));

/** A workflow state. Older versions and plugins leave the category out. */
export const STATUS = z.object({
  id: z.string(),
  name: z.string(),
  statusCategory: z.optional(z.nullable(z.object({ key: z.string() }))),
});

/** The fields that Canon asks for; a custom field is looked up by its id. */
const FIELDS = z.looseObject({
  summary: z.string(),
  description: z.nullish(z.string()),
  status: STATUS,
  resolution: z.nullish(z.object({ name: z.string() })),
  issuetype: z.object({ id: z.string(), name: z.string(), subtask: z.optional(z.boolean()) }),
  parent: z.nullish(z.object({ key: z.string() })),
  labels: z.nullish(z.array(z.string())),
  assignee: z.nullish(
    z.object({ name: z.nullish(z.string()), displayName: z.nullish(z.string()) }),
  ),
  created: time,
  updated: time,
});

export const ISSUE = z.object({
  id: z.string(),
  key: z.string(),
  fields: FIELDS,
  properties: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});

/** Issues are looked at one by one, so that a strange one does not hide the others. */
export const SEARCH = z.object({
  total: z.number(),
  issues: z.array(z.unknown()),
});

/** A search that asks for little more than keys. */
export const KEY_SEARCH = z.object({
  total: z.number(),
  issues: z.array(z.object({ key: z.string() })),
});

export const PROPERTY = z.object({ value: z.unknown() });

/** Canon's own note on a ticket that it made. */
export const NOTE = z.object({ marker: z.string() });

export const REFUSAL = z.object({
  errorMessages: z.optional(z.nullable(z.array(z.string()))),
  errors: z.optional(z.nullable(z.record(z.string(), z.string()))),
});

/** Each failure names the place of its draft; those that are left succeeded, in order. */
export const BULK_RESULT = z
  .object({
    issues: z.optional(z.array(z.object({ id: z.string(), key: z.string() }))),
    errors: z.optional(
      z.array(
        z.object({
          failedElementNumber: z.number(),
          elementErrors: z.optional(z.nullable(REFUSAL)),
        }),
      ),
    ),
  })
  .check(z.refine(({ issues, errors }) => issues !== undefined || errors !== undefined));

export const TRANSITIONS = z.object({
  transitions: z.array(
    z.object({
      id: z.string(),
      to: STATUS,
      fields: z.optional(
        z.nullable(
          z.record(
            z.string(),
            z.object({
              required: z.boolean(),
              name: z.optional(z.string()),
              hasDefaultValue: z.optional(z.boolean()),
              allowedValues: z.optional(
                z.nullable(
                  z.array(z.object({ id: z.optional(z.string()), name: z.optional(z.string()) })),
                ),
              ),
            }),
          ),
        ),
      ),
    }),
  ),
});

export const COMMENTS = z.object({
  total: z.number(),
  comments: z.array(
    z.object({
      author: z.nullish(
        z.object({ name: z.nullish(z.string()), displayName: z.nullish(z.string()) }),
      ),
      body: z.string(),
      created: time,
    }),
  ),
});

export const REMOTE_LINKS = z.array(
  z.object({
    globalId: z.nullish(z.string()),
    object: z.object({ url: z.string(), title: z.nullish(z.string()) }),
  }),
);

/** The types of a project, with the states that each can have. */
export const PROJECT_STATUSES = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    subtask: z.boolean(),
    statuses: z.array(STATUS),
  }),
);

export const LINK_RESULT = z.object({ id: z.number() });

export const FIELD_LIST = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    schema: z.optional(z.object({ custom: z.optional(z.string()) })),
  }),
);

/** What a new ticket of one type can or must be given. */
export const CREATE_FIELDS = z.object({
  total: z.number(),
  values: z.array(
    z.object({
      fieldId: z.string(),
      name: z.string(),
      required: z.boolean(),
      hasDefaultValue: z.optional(z.boolean()),
    }),
  ),
});

export const MYSELF = z.object({ name: z.string(), displayName: z.nullish(z.string()) });

export type JiraIssue = z.infer<typeof ISSUE>;
export type JiraTransition = z.infer<typeof TRANSITIONS>["transitions"][number];
export type JiraType = z.infer<typeof PROJECT_STATUSES>[number];
