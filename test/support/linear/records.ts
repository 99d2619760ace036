import { randomUUID } from "node:crypto";

export interface TeamRecord {
  readonly id: string;
  key: string;
  readonly name: string;
  lastNumber: number;
}

export interface StateRecord {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly position: number;
  readonly team: TeamRecord;
}

export interface LabelRecord {
  readonly id: string;
  readonly name: string;
  /** Null for labels of the whole workspace. */
  readonly team: TeamRecord | null;
}

export interface UserRecord {
  readonly id: string;
  readonly name: string;
}

export interface CommentRecord {
  readonly id: string;
  readonly body: string;
  readonly createdAt: string;
  readonly user: UserRecord;
}

export interface AttachmentRecord {
  readonly id: string;
  readonly url: string;
  title: string;
}

export interface IssueRecord {
  readonly id: string;
  team: TeamRecord;
  number: number;
  previousIdentifiers: string[];
  title: string;
  description: string | null;
  state: StateRecord;
  parent: IssueRecord | null;
  labels: LabelRecord[];
  assignee: UserRecord | null;
  priority: number;
  readonly createdAt: string;
  updatedAt: string;
  archivedAt: string | null;
  trashed: boolean | null;
  readonly comments: CommentRecord[];
  readonly attachments: AttachmentRecord[];
}

export function identifierOf({ team, number }: IssueRecord): string {
  return `${team.key}-${number}`;
}

/** The states that a new team begins with. */
export function statesOf(team: TeamRecord): StateRecord[] {
  const rows = [
    ["Backlog", "backlog"],
    ["Todo", "unstarted"],
    ["In Progress", "started"],
    ["In Review", "started"],
    ["Done", "completed"],
    ["Canceled", "canceled"],
    ["Duplicate", "duplicate"],
  ] as const;
  return rows.map(([name, type], position) => ({ id: randomUUID(), name, type, position, team }));
}
