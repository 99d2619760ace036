import * as z from "zod/mini";

/** What GitHub sends, as far as it is used. Anything of another shape is no answer. */

const when = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/));
const number = z.int().check(z.positive());
const actor = z.nullish(z.object({ login: z.string() }));

/** An issue or pull request of the REST interface. */
export const restIssue = z.object({
  id: z.int(),
  number,
  html_url: z.string(),
  title: z.string(),
  body: z.nullish(z.string()),
  state: z.enum(["open", "closed"]),
  state_reason: z.nullish(z.string()),
  labels: z.array(z.union([z.string(), z.object({ name: z.nullish(z.string()) })])),
  assignee: actor,
  type: z.nullish(z.object({ name: z.string() })),
  created_at: when,
  updated_at: when,
  /** There only when the issue is a pull request. */
  pull_request: z.nullish(z.unknown()),
});
export type RestIssue = z.infer<typeof restIssue>;

export const restIssues = z.array(restIssue);

export const restComments = z.array(
  z.object({ user: actor, created_at: when, body: z.nullish(z.string()) }),
);

export const restUser = z.object({ login: z.string() });

const repositoryName = z.object({ nameWithOwner: z.string() });

/** An issue of the GraphQL interface; the last three fields are unknown to older servers. */
export const graphqlIssue = z.object({
  number,
  url: z.string(),
  title: z.string(),
  body: z.string(),
  state: z.enum(["OPEN", "CLOSED"]),
  stateReason: z.nullish(z.string()),
  createdAt: when,
  updatedAt: when,
  repository: repositoryName,
  labels: z.nullish(
    z.object({ nodes: z.nullish(z.array(z.nullish(z.object({ name: z.string() })))) }),
  ),
  assignees: z.object({ nodes: z.nullish(z.array(actor)) }),
  parent: z.nullish(z.object({ number, repository: repositoryName })),
  issueType: z.nullish(z.object({ name: z.string() })),
  closedByPullRequestsReferences: z.nullish(
    z.object({
      nodes: z.nullish(z.array(z.nullish(z.object({ url: z.string(), title: z.string() })))),
    }),
  ),
});
export type GraphqlIssue = z.infer<typeof graphqlIssue>;

/** A repository with one alias for each number that was asked for. */
export const graphqlRepository = z.looseObject({ hasIssuesEnabled: z.boolean() });

/** What stands at a number: an issue with its text, or a pull request. */
export const graphqlNumber = z.object({
  __typename: z.string(),
  body: z.optional(z.string()),
});

export const graphqlTypes = z.object({
  repository: z.nullable(
    z.object({
      issueTypes: z.nullish(
        z.object({
          nodes: z.nullish(
            z.array(z.nullish(z.object({ name: z.string(), isEnabled: z.boolean() }))),
          ),
        }),
      ),
    }),
  ),
});

export const graphqlViewer = z.object({ viewer: restUser });

const graphqlError = z.object({
  type: z.nullish(z.string()),
  message: z.string(),
  path: z.nullish(z.array(z.union([z.string(), z.number()]))),
  extensions: z.nullish(z.record(z.string(), z.unknown())),
});
export type GraphqlError = z.infer<typeof graphqlError>;

/** What every GraphQL answer looks like, whether it succeeded or not. */
export const graphqlAnswer = z.object({
  data: z.nullish(z.record(z.string(), z.unknown())),
  errors: z.optional(z.array(graphqlError)),
});
export type GraphqlAnswer = z.infer<typeof graphqlAnswer>;
