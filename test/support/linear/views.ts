import { connection, type ListArguments } from "./connection.ts";
import type { LinearWorkspace } from "./linear-workspace.ts";
import {
  type AttachmentRecord,
  type CommentRecord,
  identifierOf,
  type IssueRecord,
  type LabelRecord,
  type StateRecord,
  type TeamRecord,
  type UserRecord,
} from "./records.ts";

const LONG_AGO = "2025-11-03T09:00:00.000Z";
const TIMES = { createdAt: LONG_AGO, updatedAt: LONG_AGO, archivedAt: null };

/** An issue with every field that the schema knows; filters look at the same values. */
export function issueView(issue: IssueRecord, workspace: LinearWorkspace) {
  const identifier = identifierOf(issue);
  const isOver = ["completed", "canceled", "duplicate"].includes(issue.state.type);
  return {
    ...NOTHING_ELSE,
    id: issue.id,
    identifier,
    number: issue.number,
    previousIdentifiers: issue.previousIdentifiers,
    title: issue.title,
    description: issue.description,
    priority: issue.priority,
    priorityLabel: "No priority",
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    archivedAt: issue.archivedAt,
    completedAt: issue.state.type === "completed" ? issue.updatedAt : null,
    canceledAt: isOver && issue.state.type !== "completed" ? issue.updatedAt : null,
    trashed: issue.trashed,
    url: `https://linear.app/acme/issue/${identifier}/slug`,
    branchName: `ada/${identifier.toLowerCase()}`,
    labelIds: issue.labels.map(({ id }) => id),
    state: stateView(issue.state),
    team: teamView(issue.team),
    creator: userView(workspace.viewer),
    assignee: issue.assignee && userView(issue.assignee),
    parent: () => issue.parent && issueView(issue.parent, workspace),
    labels: (given: ListArguments) => connection(issue.labels.map(labelView), given),
    attachments: (given: ListArguments) =>
      connection(
        issue.attachments.map((one) => attachmentView(one, issue, workspace)),
        given,
      ),
    comments: (given: ListArguments) =>
      connection(
        issue.comments.map((one) => commentView(one, issue, workspace)),
        given,
      ),
  };
}

export function commentView(
  comment: CommentRecord,
  issue: IssueRecord,
  workspace: LinearWorkspace,
) {
  return {
    id: comment.id,
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.createdAt,
    archivedAt: null,
    url: `https://linear.app/acme/issue/${identifierOf(issue)}#comment-${comment.id}`,
    user: userView(comment.user),
    externalUser: null,
    botActor: null,
    issue: () => issueView(issue, workspace),
  };
}

export function attachmentView(
  attachment: AttachmentRecord,
  issue: IssueRecord,
  workspace: LinearWorkspace,
) {
  return { ...TIMES, ...attachment, issue: () => issueView(issue, workspace) };
}

export function teamView({ id, key, name }: TeamRecord) {
  return { ...TIMES, id, key, name };
}

export function stateView(state: StateRecord) {
  const { id, name, type, position } = state;
  const team = teamView(state.team);
  return { ...TIMES, id, name, type, position, team, color: "#5e6ad2", description: null };
}

export function labelView({ id, name, team }: LabelRecord) {
  return { ...TIMES, id, name, team: team && teamView(team) };
}

export function userView({ id, name }: UserRecord) {
  return {
    ...TIMES,
    id,
    name,
    displayName: name.split(" ")[0],
    email: "ada@acme.example",
    initials: "AL",
    url: "https://linear.app/acme/profiles/ada",
    avatarBackgroundColor: "#5e6ad2",
    inviteHash: "",
    createdIssueCount: 0,
    active: true,
    admin: false,
    app: false,
    canAccessAnyPublicTeam: true,
    guest: false,
    isAssignable: true,
    isMe: true,
    isMentionable: true,
    owner: false,
    supportsAgentSessions: false,
  };
}

/** Fields that no issue of ours can be without, and that say nothing here. */
const NOTHING_ELSE = {
  boardOrder: 0,
  sortOrder: 0,
  prioritySortOrder: 0,
  customerTicketCount: 0,
  inheritsSharedAccess: false,
  reactionData: [],
  reactions: [],
  sharedAccess: {
    disallowedIssueFields: [],
    isShared: false,
    sharedWithCount: 0,
    sharedWithUsers: [],
    viewerHasOnlySharedAccess: false,
  },
};
