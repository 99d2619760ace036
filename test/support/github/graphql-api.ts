import {
  buildSchema,
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import type { Answer } from "../remote/fault-server.ts";
import type { GithubState, StoredIssue } from "./github-state.ts";

/** The part of GitHub's schema that issues need, with the same names and nullability. */
const sdl = (later: string, laterTypes: string, reasonArguments: string): string => `
  scalar DateTime
  scalar URI
  type Query {
    repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
    viewer: User!
  }
  type User { login: String! }
  type Repository {
    nameWithOwner: String!
    hasIssuesEnabled: Boolean!
    issue(number: Int!): Issue
    issueOrPullRequest(number: Int!): IssueOrPullRequest
    ${laterTypes}
  }
  union IssueOrPullRequest = Issue | PullRequest
  enum IssueState { OPEN CLOSED }
  enum IssueStateReason { REOPENED NOT_PLANNED COMPLETED DUPLICATE }
  type Issue {
    id: ID!
    number: Int!
    title: String!
    body: String!
    url: URI!
    state: IssueState!
    stateReason${reasonArguments}: IssueStateReason
    createdAt: DateTime!
    updatedAt: DateTime!
    repository: Repository!
    labels(first: Int, after: String): LabelConnection
    assignees(first: Int, after: String): UserConnection!
    ${later}
  }
  type PullRequest { id: ID! number: Int! title: String! body: String! url: URI! }
  type Label { name: String! }
  type LabelConnection { nodes: [Label] }
  type UserConnection { nodes: [User] }
  type PullRequestConnection { nodes: [PullRequest] }
  type IssueType { name: String! isEnabled: Boolean! }
  type IssueTypeConnection { nodes: [IssueType] }
`;

const LATER_FIELDS = `
  parent: Issue
  issueType: IssueType
  closedByPullRequestsReferences(
    first: Int
    after: String
    includeClosedPrs: Boolean = false
  ): PullRequestConnection
`;
const LATER_TYPES = "issueTypes(first: Int, after: String): IssueTypeConnection";

const TODAY = buildSchema(sdl(LATER_FIELDS, LATER_TYPES, "(enableDuplicate: Boolean = false)"));
const YESTERDAY = buildSchema(sdl("", "", ""));

/** Answers one query the way GitHub does: with status 200, also where parts of it fail. */
export async function answerGraphql(state: GithubState, body: string): Promise<Answer> {
  const schema = state.switches.isOldServer ? YESTERDAY : TODAY;
  const { query, variables } = JSON.parse(body) as { query: string; variables: object };
  const document = tryParse(query);
  if (document instanceof GraphQLError) {
    return { status: 200, body: { errors: [{ message: document.message }] } };
  }
  const invalid = validate(schema, document);
  if (invalid.length > 0) {
    return {
      status: 200,
      body: { errors: invalid.map((error) => ({ message: inTheirWords(error) })) },
    };
  }
  return { status: 200, body: await run(schema, document, variables, state) };
}

async function run(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: object,
  state: GithubState,
): Promise<object> {
  const { data, errors } = await execute({
    schema,
    document,
    rootValue: rootOf(state),
    variableValues: variables as Record<string, unknown>,
    typeResolver: (value) =>
      (value as { isPullRequest?: boolean }).isPullRequest === true ? "PullRequest" : "Issue",
  });
  const told = errors?.map((error) => ({
    type: typeof error.extensions["type"] === "string" ? error.extensions["type"] : undefined,
    path: error.path,
    locations: error.locations,
    message: error.message,
  }));
  return { data, ...(told === undefined ? {} : { errors: told }) };
}

function rootOf(state: GithubState): object {
  return {
    viewer: { login: state.switches.isApp ? "canon[bot]" : state.viewer },
    repository: ({ owner, name }: { owner: string; name: string }) =>
      repositoryOf(state, `${owner}/${name}`),
  };
}

function repositoryOf(state: GithubState, fullName: string): object {
  const id = fullName.toLowerCase();
  if (!state.repositories.has(id)) {
    throw failure("NOT_FOUND", `Could not resolve to a Repository with the name '${fullName}'.`);
  }
  const find = (number: number): StoredIssue | undefined => {
    const end = state.switches.copyEndsAt ?? Infinity;
    const issue = number > end ? undefined : state.find(id, number);
    if (issue?.isSpoiled === true) {
      throw failure("INTERNAL", "Something went wrong while executing your query.");
    }
    return issue;
  };
  return {
    nameWithOwner: id,
    hasIssuesEnabled: state.switches.hasIssues,
    issue({ number }: { number: number }) {
      const issue = state.switches.hasIssues ? find(number) : undefined;
      if (issue !== undefined && !issue.isPullRequest) return issueOf(state, issue);
      throw failure("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
    },
    issueOrPullRequest({ number }: { number: number }) {
      const issue = find(number);
      if (issue !== undefined) return issueOf(state, issue);
      throw failure(
        "NOT_FOUND",
        `Could not resolve to an issue or pull request with the number of ${number}.`,
      );
    },
    issueTypes: (bounds: Bounds) =>
      connection(
        bounds,
        state.switches.hasTypes ? state.types.map((name) => ({ name, isEnabled: true })) : [],
      ),
  };
}

function issueOf(state: GithubState, issue: StoredIssue): object {
  const parent = state.issues.find((one) => one.id === issue.parentId);
  const { repository, number } = issue;
  return {
    id: `I_${issue.id}`,
    isPullRequest: issue.isPullRequest,
    number,
    title: issue.title,
    body: issue.body,
    url: issue.page,
    state: issue.state.toUpperCase(),
    stateReason: ({ enableDuplicate }: { enableDuplicate?: boolean }) =>
      issue.reason === "duplicate" && enableDuplicate !== true
        ? "NOT_PLANNED"
        : (issue.reason?.toUpperCase() ?? null),
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    repository: () => repositoryOf(state, repository),
    labels: (bounds: Bounds) =>
      connection(
        bounds,
        issue.labels.map((name) => ({ name })),
      ),
    assignees: (bounds: Bounds) =>
      connection(bounds, issue.assignee === null ? [] : [{ login: issue.assignee }]),
    parent: () => (parent === undefined ? null : issueOf(state, parent)),
    issueType: issue.type === null ? null : { name: issue.type, isEnabled: true },
    closedByPullRequestsReferences: (bounds: Bounds) => connection(bounds, issue.closedBy),
  };
}

interface Bounds {
  readonly first?: number;
}

/** No list without a bound, and none longer than a hundred. */
function connection<T>({ first }: Bounds, items: readonly T[]): { nodes: readonly T[] } {
  if (first === undefined) {
    throw failure("MISSING_PAGINATION_BOUNDARIES", "You must provide a `first` or `last` value");
  }
  if (first < 1 || first > 100) {
    throw failure("EXCESSIVE_PAGINATION", "Requesting more than 100 records exceeds the limit");
  }
  return { nodes: items.slice(0, first) };
}

function failure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function tryParse(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** GitHub's server is not written in JavaScript, and says these things in its own way. */
function inTheirWords({ message }: GraphQLError): string {
  const field = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message);
  if (field !== null) return `Field '${field[1]}' doesn't exist on type '${field[2]}'`;
  const argument = /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/.exec(message);
  return argument === null
    ? message
    : `Field '${argument[2]}' doesn't accept argument '${argument[1]}'`;
}
