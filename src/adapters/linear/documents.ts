// What is asked of Linear. Values travel as variables; the texts below never change with them.

/**
 * The fields of a ticket. Nested lists are charged by their `first`, so a page of tickets asks for
 * few of each; what does not fit is read again, ticket by ticket.
 */
function issueFields(labels: number, pullRequests: number): string {
  return `fragment Ticket on Issue {
    id identifier previousIdentifiers title description url createdAt updatedAt trashed
    state { id name type }
    team { id key }
    parent { identifier }
    assignee { name }
    labels(first: ${labels}) { nodes { name } }
    attachments(
      first: ${pullRequests}
      filter: {
        or: [
          { url: { contains: "/pull/" } }
          { url: { contains: "/merge_requests/" } }
          { url: { contains: "/pullrequest/" } }
          { url: { contains: "/pull-requests/" } }
        ]
      }
    ) { nodes { url title } }
  }`;
}

/** A ticket of a page that has as many may have more. */
export const NESTED_IN_A_PAGE = { labels: 10, pullRequests: 6 };

const IN_A_PAGE = issueFields(NESTED_IN_A_PAGE.labels, NESTED_IN_A_PAGE.pullRequests);
const BY_ITSELF = issueFields(250, 250);

export const VIEWER = `query Viewer { viewer { name } }`;

export const TEAMS = `query Teams($filter: TeamFilter) {
  teams(filter: $filter, first: 250) { nodes { id key name } }
}`;

export const STATES = `query States($team: String!) {
  workflowStates(filter: { team: { key: { eq: $team } } }, first: 250) {
    nodes { id name type position }
  }
}`;

export const LABELS = `query Labels($names: [String!]!, $team: String!) {
  issueLabels(
    first: 250
    filter: {
      name: { in: $names }
      or: [{ team: { null: true } }, { team: { key: { eq: $team } } }]
    }
  ) { nodes { id name } }
}`;

export const ISSUES = `query Tickets($filter: IssueFilter!, $first: Int!) {
  issues(filter: $filter, first: $first, includeArchived: true) { nodes { ...Ticket } }
}
${IN_A_PAGE}`;

export const ISSUE = `query Ticket($id: String!) { issue(id: $id) { ...Ticket } }
${BY_ITSELF}`;

/** A ticket, and whether a comment with a certain id exists. */
export const ISSUE_AND_COMMENT = `query TicketAndComment($id: String!, $comment: ID!) {
  issue(id: $id) { ...Ticket }
  comments(filter: { id: { eq: $comment } }, first: 1, includeArchived: true) { nodes { id } }
}
${BY_ITSELF}`;

export const CHANGED = `query Changed($team: String!, $since: DateTimeOrDuration!, $after: String) {
  issues(
    filter: { team: { key: { eq: $team } }, updatedAt: { gte: $since } }
    orderBy: updatedAt
    first: 250
    after: $after
    includeArchived: true
  ) {
    nodes { identifier updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const OPEN = `query Open($team: String!, $after: String) {
  issues(
    filter: { team: { key: { eq: $team } }, state: { type: { nin: ["completed", "canceled"] } } }
    orderBy: createdAt
    first: 250
    after: $after
  ) {
    nodes { identifier }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const COMMENTS = `query Comments($id: String!, $after: String) {
  issue(id: $id) {
    comments(first: 100, after: $after) {
      nodes {
        createdAt body
        user { name }
        externalUser { name }
        botActor { name }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

export const CREATE = `mutation Create($input: IssueCreateInput!) {
  issueCreate(input: $input) { issue { ...Ticket } }
}
${BY_ITSELF}`;

export const CREATE_MANY = `mutation CreateMany($input: IssueBatchCreateInput!) {
  issueBatchCreate(input: $input) { issues { ...Ticket } }
}
${IN_A_PAGE}`;

export const UPDATE = `mutation Update($id: String!, $input: IssueUpdateInput!) {
  issueUpdate(id: $id, input: $input) { issue { ...Ticket } }
}
${BY_ITSELF}`;

export const COMMENT = `mutation Comment($input: CommentCreateInput!) {
  commentCreate(input: $input) { comment { id } }
}`;

/** What closing a ticket may consist of. Linear does them in this order. */
const CLOSING_STEPS = {
  attachment: {
    variables: "$attachment: AttachmentCreateInput!",
    field: "attachmentCreate(input: $attachment) { attachment { issue { ...Ticket } } }",
  },
  comment: {
    variables: "$comment: CommentCreateInput!",
    field: "commentCreate(input: $comment) { comment { issue { ...Ticket } } }",
  },
  change: {
    variables: "$id: String!, $change: IssueUpdateInput!",
    field: "issueUpdate(id: $id, input: $change) { issue { ...Ticket } }",
  },
} as const;

export type ClosingStep = keyof typeof CLOSING_STEPS;

/** One document for the steps that are left to do; there is at least one. */
export function closingDocument(steps: ReadonlySet<ClosingStep>): string {
  const chosen = (["attachment", "comment", "change"] as const)
    .filter((step) => steps.has(step))
    .map((step) => CLOSING_STEPS[step]);
  const variables = chosen.map((step) => step.variables).join(", ");
  const fields = chosen.map((step) => step.field).join("\n  ");
  return `mutation Close(${variables}) {\n  ${fields}\n}\n${BY_ITSELF}`;
}
