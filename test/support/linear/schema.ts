import { readFileSync } from "node:fs";
import { buildSchema, GraphQLError, GraphQLScalarType, type GraphQLSchema, Kind } from "graphql";
import { connection, type ListArguments } from "./connection.ts";
import type {
  IssueFields,
  LinearWorkspace,
  NewAttachment,
  NewComment,
  NewIssue,
} from "./linear-workspace.ts";
import {
  attachmentView,
  commentView,
  issueView,
  labelView,
  stateView,
  teamView,
  userView,
} from "./views.ts";

/** The part of Linear's schema that the double knows. */
export function loadSchema(): GraphQLSchema {
  const text = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");
  const schema = buildSchema(text);
  for (const name of ["DateTime", "DateTimeOrDuration"]) {
    const type = schema.getType(name);
    if (type instanceof GraphQLScalarType) readMoments(type);
  }
  return schema;
}

/** Moments are compared as texts, so they are brought into one form. */
function readMoments(type: GraphQLScalarType): void {
  type.parseValue = (value) => {
    const moment = typeof value === "string" ? Date.parse(value) : NaN;
    if (Number.isNaN(moment)) throw new GraphQLError(`This is no ${type.name}`);
    return new Date(moment).toISOString();
  };
  type.parseLiteral = (node) => type.parseValue(node.kind === Kind.STRING ? node.value : null);
}

/** What the root fields of the schema give, for graphql-js. */
export function rootOf(workspace: LinearWorkspace) {
  const done = { success: true, lastSyncId: 1 };
  return {
    viewer: () => userView(workspace.viewer),
    teams: (given: ListArguments) => connection(workspace.teams.map(teamView), given),
    workflowStates: (given: ListArguments) => connection(workspace.states.map(stateView), given),
    workflowState: ({ id }: { id: string }) => {
      const state = workspace.states.find((one) => one.id === id);
      return state && stateView(state);
    },
    issueLabels: (given: ListArguments) => connection(workspace.labels.map(labelView), given),
    issue: ({ id }: { id: string }) => issueView(workspace.issue(id), workspace),
    issues: (given: ListArguments) =>
      connection(
        workspace.issues.map((issue) => issueView(issue, workspace)),
        given,
      ),
    comments: (given: ListArguments) =>
      connection(
        workspace.issues.flatMap((issue) =>
          issue.comments.map((comment) => commentView(comment, issue, workspace)),
        ),
        given,
      ),
    issueCreate: ({ input }: { input: NewIssue }) => ({
      ...done,
      issue: issueView(workspace.create(input), workspace),
    }),
    issueBatchCreate: ({ input }: { input: { issues: readonly NewIssue[] } }) => ({
      ...done,
      issues: workspace.createAll(input.issues).map((issue) => issueView(issue, workspace)),
    }),
    issueUpdate: ({ id, input }: { id: string; input: IssueFields }) => ({
      ...done,
      issue: issueView(workspace.update(id, input), workspace),
    }),
    commentCreate: ({ input }: { input: NewComment }) => {
      const { comment, issue } = workspace.comment(input);
      return { ...done, comment: commentView(comment, issue, workspace) };
    },
    attachmentCreate: ({ input }: { input: NewAttachment }) => {
      const { attachment, issue } = workspace.attach(input);
      return { ...done, attachment: attachmentView(attachment, issue, workspace) };
    },
  };
}
