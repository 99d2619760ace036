import assert from "node:assert/strict";
import {
  BulkFetchIssueRequestSchema,
  BulkIssueResultsSchema,
  CommentSchema,
  CreatedIssuesSchema,
  DashboardUserSchema,
  FieldMetadataSchema,
  GetRemoteIssueLinksSchema,
  IssueCommentListRequestSchema,
  IssueSchema,
  IssueTypeDetailsSchema,
  IssueTypeWithStatusSchema,
  IssueUpdateDetailsSchema,
  IssuesUpdateSchema,
  PageCommentSchema,
  PageOfCommentsSchema,
  PageOfCreateMetaIssueTypeWithFieldSchema,
  RemoteIssueLinkIdentifiesSchema,
  RemoteIssueLinkRequestSchema,
  SearchAndReconcileRequestSchema,
  SearchAndReconcileResultsSchema,
  StatusDetailsSchema,
  TransitionsSchema,
} from "jira.js/cloud";
import * as z from "zod";
import type { Json } from "./jira-state.ts";

/** What others, from Atlassian's own description, say about one kind of request. */
export interface Models {
  readonly request?: z.ZodType;
  readonly answer?: z.ZodType;
}

export const MODELS = {
  createMany: { request: IssuesUpdateSchema, answer: CreatedIssuesSchema },
  fetchMany: { request: BulkFetchIssueRequestSchema, answer: BulkIssueResultsSchema },
  getOne: { answer: IssueSchema },
  editOne: { request: IssueUpdateDetailsSchema },
  listTransitions: { answer: TransitionsSchema },
  transition: { request: IssueUpdateDetailsSchema },
  listComments: { answer: PageOfCommentsSchema },
  addComment: { request: CommentSchema, answer: CommentSchema },
  commentsByIds: { request: IssueCommentListRequestSchema, answer: PageCommentSchema },
  listLinks: { answer: GetRemoteIssueLinksSchema },
  putLink: { request: RemoteIssueLinkRequestSchema, answer: RemoteIssueLinkIdentifiesSchema },
  search: { request: SearchAndReconcileRequestSchema, answer: SearchAndReconcileResultsSchema },
  projectStatuses: { answer: z.array(IssueTypeWithStatusSchema) },
  createFields: { answer: PageOfCreateMetaIssueTypeWithFieldSchema },
  myself: { answer: DashboardUserSchema },
} satisfies Record<string, Models>;

/** What is wrong with a request, in the eyes of the models; undefined when nothing is. */
export function requestProblem({ request }: Models, body: unknown): string | undefined {
  const parsed = request?.safeParse(body);
  return parsed?.success === false ? z.prettifyError(parsed.error) : undefined;
}

/** Fails the test in which the double answers what the true Jira never would. */
export function checkAnswer({ answer }: Models, body: unknown): void {
  if (answer === undefined) return;
  check(answer, body);
  for (const { fields } of issuesIn(body)) {
    // The models leave an issue's fields open, so each is held against its own.
    if (fields["status"] !== undefined) check(StatusDetailsSchema, fields["status"]);
    if (fields["issuetype"] !== undefined) check(IssueTypeDetailsSchema, fields["issuetype"]);
  }
  for (const field of screenFieldsIn(body)) check(FieldMetadataSchema, field);
}

function check(schema: z.ZodType, value: unknown): void {
  const parsed = schema.safeParse(value);
  assert.ok(parsed.success, parsed.success ? "" : z.prettifyError(parsed.error));
}

function issuesIn(body: unknown): readonly { readonly fields: Json }[] {
  const issues = (body as { readonly issues?: readonly { readonly fields?: Json }[] }).issues ?? [];
  return issues.flatMap(({ fields }) => (fields === undefined ? [] : [{ fields }]));
}

function screenFieldsIn(body: unknown): readonly unknown[] {
  const { transitions = [] } = body as { readonly transitions?: readonly { fields?: Json }[] };
  return transitions.flatMap(({ fields }) => Object.values(fields ?? {}));
}
