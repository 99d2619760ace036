import * as z from "zod/mini";

const page = z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) });

const identifier = z.string().check(z.regex(/^[A-Z][A-Z0-9_]*-\d+$/));
const time = z.iso.datetime();
const named = z.object({ name: z.string() });

const state = z.object({ id: z.string(), name: z.string(), type: z.string() });
const team = z.object({ id: z.string(), key: z.string() });

/** One ticket, as each of our documents asks for it. */
export const issue = z.object({
  id: z.string(),
  identifier,
  previousIdentifiers: z.array(z.string()),
  title: z.string(),
  description: z.nullable(z.string()),
  url: z.string(),
  createdAt: time,
  updatedAt: time,
  trashed: z.nullable(z.boolean()),
  state,
  team,
  parent: z.nullable(z.object({ identifier })),
  assignee: z.nullable(named),
  labels: z.object({ nodes: z.array(named) }),
  attachments: z.object({ nodes: z.array(z.object({ url: z.string(), title: z.string() })) }),
});

export type Issue = z.infer<typeof issue>;
export type State = z.infer<typeof workflowState>;
export type Team = z.infer<typeof team>;

const workflowState = z.extend(state, { position: z.number() });

export const viewerAnswer = z.object({ viewer: named });
export const teamsAnswer = z.object({
  teams: z.object({ nodes: z.array(z.extend(team, { name: z.string() })) }),
});
export const statesAnswer = z.object({
  workflowStates: z.object({ nodes: z.array(workflowState) }),
});
export const labelsAnswer = z.object({
  issueLabels: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
});
/** Each ticket of a page is understood by itself, so that an odd one spoils no other. */
export const issuesAnswer = z.object({ issues: z.object({ nodes: z.array(z.unknown()) }) });
/** The least that tells which ticket an odd one is. */
export const oddIssue = z.object({ identifier });
export const issueAnswer = z.object({ issue });
export const issueAndCommentAnswer = z.object({
  issue,
  comments: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
});
export const changedAnswer = z.object({
  issues: z.object({
    nodes: z.array(z.object({ identifier, updatedAt: time })),
    pageInfo: page,
  }),
});
export const openAnswer = z.object({
  issues: z.object({ nodes: z.array(z.object({ identifier })), pageInfo: page }),
});
export const commentsAnswer = z.object({
  issue: z.object({
    comments: z.object({
      nodes: z.array(
        z.object({
          createdAt: time,
          body: z.string(),
          user: z.nullable(named),
          externalUser: z.nullable(named),
          botActor: z.nullable(z.object({ name: z.nullable(z.string()) })),
        }),
      ),
      pageInfo: page,
    }),
  }),
});
export const createAnswer = z.object({ issueCreate: z.object({ issue }) });
export const createManyAnswer = z.object({
  issueBatchCreate: z.object({ issues: z.array(issue) }),
});
export const updateAnswer = z.object({ issueUpdate: z.object({ issue }) });
export const commentAnswer = z.object({
  commentCreate: z.object({ comment: z.object({ id: z.string() }) }),
});
/** One entry for each step that was asked for; the last one shows the ticket as it ended. */
export const closingAnswer = z.object({
  attachmentCreate: z.optional(z.object({ attachment: z.object({ issue }) })),
  commentCreate: z.optional(z.object({ comment: z.object({ issue }) })),
  issueUpdate: z.optional(z.object({ issue })),
});

/** A GraphQL answer, good or bad. Source: the GraphQL specification, 7.1. */
export const graphqlAnswer = z.object({
  data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  errors: z.optional(
    z.array(
      z.object({
        message: z.catch(z.string(), ""),
        extensions: z.catch(
          z.object({
            type: z.catch(z.string(), ""),
            code: z.catch(z.string(), ""),
          }),
          { type: "", code: "" },
        ),
      }),
    ),
  ),
});

export type GraphqlError = NonNullable<z.infer<typeof graphqlAnswer>["errors"]>[number];
