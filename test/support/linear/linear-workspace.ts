import { randomUUID } from "node:crypto";
import { harshMarkdown } from "./harsh-markdown.ts";
import {
  identifierOf,
  type AttachmentRecord,
  type CommentRecord,
  type IssueRecord,
  type LabelRecord,
  type StateRecord,
  statesOf,
  type TeamRecord,
  type UserRecord,
} from "./records.ts";
import { conflict, invalid, notFound } from "./refusal.ts";

/** What may be said about an issue, at creation or later. */
export interface IssueFields {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly stateId?: string | null;
  readonly parentId?: string | null;
  readonly assigneeId?: string | null;
  readonly labelIds?: readonly string[] | null;
  readonly addedLabelIds?: readonly string[] | null;
  readonly removedLabelIds?: readonly string[] | null;
  readonly priority?: number | null;
  readonly trashed?: boolean | null;
}

export interface NewIssue extends IssueFields {
  readonly id?: string | null;
  readonly teamId: string;
}

export interface NewComment {
  readonly id?: string | null;
  readonly issueId?: string | null;
  readonly body?: string | null;
}

export interface NewAttachment {
  readonly id?: string | null;
  readonly issueId: string;
  readonly url: string;
  readonly title: string;
}

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** A Linear workspace with two teams, its rules, and nothing of the wire. */
export class LinearWorkspace {
  readonly viewer: UserRecord = { id: randomUUID(), name: "Ada Lovelace" };
  readonly teams: TeamRecord[] = [
    { id: randomUUID(), key: "ENG", name: "Engineering", lastNumber: 0 },
    { id: randomUUID(), key: "DES", name: "Design", lastNumber: 0 },
  ];
  readonly states: StateRecord[] = this.teams.flatMap(statesOf);
  readonly labels: LabelRecord[] = [];
  readonly issues: IssueRecord[] = [];
  readonly #now: () => number;
  #lastMoment = 0;
  #issuesById = new Map<string, IssueRecord>();

  constructor(now: () => number) {
    this.#now = now;
    for (const name of ["canon", "a, b", "true"]) {
      this.labels.push({ id: randomUUID(), name, team: null });
    }
  }

  /** No two changes carry the same moment. */
  tick(): string {
    this.#lastMoment = Math.max(this.#now(), this.#lastMoment + 1);
    return new Date(this.#lastMoment).toISOString();
  }

  /** By id, by key, or by a key that the issue had before. */
  issue(id: string): IssueRecord {
    const key = id.toUpperCase();
    const found =
      this.#issuesById.get(id.toLowerCase()) ??
      this.issues.find((one) => identifierOf(one) === key) ??
      this.issues.find((one) => one.previousIdentifiers.includes(key));
    if (found === undefined) throw notFound("Issue");
    return found;
  }

  create(input: NewIssue): IssueRecord {
    this.#check(input);
    const team = this.#team(input.teamId);
    team.lastNumber += 1;
    const moment = this.tick();
    const issue: IssueRecord = {
      id: (input.id ?? randomUUID()).toLowerCase(),
      team,
      number: team.lastNumber,
      previousIdentifiers: [],
      title: input.title ?? "",
      description: null,
      state: this.#initialState(team),
      parent: null,
      labels: [],
      assignee: null,
      priority: 0,
      createdAt: moment,
      updatedAt: moment,
      archivedAt: null,
      trashed: null,
      comments: [],
      attachments: [],
    };
    this.#fill(issue, input);
    this.issues.push(issue);
    this.#issuesById.set(issue.id, issue);
    return issue;
  }

  /** All of them, or none. */
  createAll(inputs: readonly NewIssue[]): IssueRecord[] {
    if (inputs.length > 50) throw invalid("issues must contain no more than 50 elements.");
    const ids = inputs.flatMap(({ id }) => id ?? []);
    inputs.forEach((input) => {
      this.#check(input);
    });
    if (new Set(ids).size < ids.length) throw conflict("Issue", ids[0] ?? "");
    return inputs.map((input) => this.create(input));
  }

  update(id: string, input: IssueFields): IssueRecord {
    const issue = this.issue(id);
    this.#checkFields(issue.team, input);
    if (input.parentId != null && this.#isBelow(this.issue(input.parentId), issue)) {
      throw invalid("An issue can not be its own parent.");
    }
    if (input.title === "") throw invalid("title should not be empty.");
    this.#fill(issue, input);
    issue.updatedAt = this.tick();
    return issue;
  }

  comment({ id, issueId, body }: NewComment): { comment: CommentRecord; issue: IssueRecord } {
    if (issueId == null) throw invalid("issueId must be given.");
    if (body == null || body === "") throw invalid("body should not be empty.");
    const issue = this.issue(issueId);
    this.#checkId(id);
    const isTaken = this.issues.some(({ comments }) => comments.some((one) => one.id === id));
    if (isTaken) throw conflict("Comment", id ?? "");
    const comment: CommentRecord = {
      id: id ?? randomUUID(),
      body: harshMarkdown(body),
      createdAt: this.tick(),
      user: this.viewer,
    };
    issue.comments.push(comment);
    return { comment, issue };
  }

  /** The same address on the same issue is the same attachment. */
  attach(input: NewAttachment): { attachment: AttachmentRecord; issue: IssueRecord } {
    const issue = this.issue(input.issueId);
    if (!URL.canParse(input.url)) throw invalid("url must be a URL address.");
    const known = issue.attachments.find(({ url }) => url === input.url);
    const attachment = known ?? {
      id: input.id ?? randomUUID(),
      url: input.url,
      title: input.title,
    };
    attachment.title = input.title;
    if (known === undefined) issue.attachments.push(attachment);
    return { attachment, issue };
  }

  /** A person moves an issue to another team; its old key keeps leading to it. */
  moveToTeam(key: string, teamKey: string): string {
    const issue = this.issue(key);
    const team = this.teams.find((one) => one.key === teamKey);
    if (team === undefined) throw notFound("Team");
    issue.previousIdentifiers.push(identifierOf(issue));
    team.lastNumber += 1;
    const { name } = issue.state;
    const state = this.states.find((one) => one.team === team && one.name === name);
    Object.assign(issue, { team, number: team.lastNumber, state, updatedAt: this.tick() });
    return identifierOf(issue);
  }

  /** A person moves an issue to another state, by its name. */
  moveToState(key: string, name: string): void {
    const issue = this.issue(key);
    const state = this.states.find((one) => one.team === issue.team && one.name === name);
    if (state === undefined) throw notFound("WorkflowState");
    this.update(key, { stateId: state.id });
  }

  archive(key: string, { isTrash }: { readonly isTrash: boolean }): void {
    const issue = this.issue(key);
    issue.archivedAt = this.tick();
    issue.updatedAt = issue.archivedAt;
    if (isTrash) issue.trashed = true;
  }

  #fill(issue: IssueRecord, input: IssueFields): void {
    if (input.title != null) issue.title = input.title;
    if (input.description !== undefined) issue.description = emptyAsNull(input.description);
    if (input.stateId != null) issue.state = this.#state(input.stateId, issue.team);
    if (input.parentId !== undefined) {
      issue.parent = input.parentId === null ? null : this.issue(input.parentId);
    }
    if (input.assigneeId !== undefined) {
      issue.assignee = input.assigneeId === null ? null : this.viewer;
    }
    if (input.labelIds != null) issue.labels = input.labelIds.map((id) => this.#label(id));
    for (const id of input.addedLabelIds ?? []) issue.labels.push(this.#label(id));
    issue.labels = issue.labels.filter(({ id }) => input.removedLabelIds?.includes(id) !== true);
    if (input.priority != null) issue.priority = input.priority;
    if (input.trashed != null) issue.trashed = input.trashed;
  }

  #check(input: NewIssue): void {
    if (input.title == null || input.title.trim() === "")
      throw invalid("title should not be empty.");
    this.#checkId(input.id);
    if (input.id != null && this.#issuesById.has(input.id.toLowerCase())) {
      throw conflict("Issue", input.id);
    }
    this.#checkFields(this.#team(input.teamId), input);
  }

  #checkFields(team: TeamRecord, input: IssueFields): void {
    if (input.stateId != null) this.#state(input.stateId, team);
    if (input.parentId != null) this.issue(input.parentId);
    if (input.assigneeId != null && input.assigneeId !== this.viewer.id) throw notFound("User");
    for (const id of input.labelIds ?? []) this.#label(id);
    if ((input.title ?? "").length > 512)
      throw invalid("title must be shorter than 512 characters.");
  }

  #checkId(id: string | null | undefined): void {
    if (id != null && !UUID_4.test(id)) throw invalid("id must be a UUID.");
  }

  #isBelow(issue: IssueRecord, top: IssueRecord): boolean {
    for (let one: IssueRecord | null = issue; one !== null; one = one.parent) {
      if (one === top) return true;
    }
    return false;
  }

  #team(id: string): TeamRecord {
    return this.teams.find((team) => team.id === id) ?? raise("Team");
  }

  #state(id: string, team: TeamRecord): StateRecord {
    const state = this.states.find((one) => one.id === id) ?? raise("WorkflowState");
    if (state.team !== team) throw invalid("The state does not belong to the team of the issue.");
    return state;
  }

  #label(id: string): LabelRecord {
    return this.labels.find((label) => label.id === id) ?? raise("IssueLabel");
  }

  #initialState(team: TeamRecord): StateRecord {
    return this.states.find((one) => one.team === team && one.type === "backlog") ?? raise("State");
  }
}

function raise(entity: string): never {
  throw notFound(entity);
}

function emptyAsNull(description: string | null): string | null {
  const written = harshMarkdown(description ?? "");
  return written === "" ? null : written;
}
