import { createHash } from "node:crypto";
import { readAroundBlock, readManagedBlock } from "../../core/model/managed-block.ts";
import type { PullRequestLink, Ticket } from "../../core/model/ticket.ts";
import { parseRepository, type IssuePlace } from "./issue-place.ts";
import type { KeyNames } from "./key-names.ts";
import type { Closing, Openness, StatusWords } from "./statuses.ts";
import type { GraphqlIssue, RestIssue } from "./wire.ts";

/** An issue as both interfaces of GitHub tell it. */
export interface IssueFacts {
  readonly place: IssuePlace;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly state: Openness;
  readonly closing: Closing;
  readonly type: string | null;
  readonly parent: IssuePlace | null;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly pullRequests: readonly PullRequestLink[];
}

/** Undefined when the answer names a repository in no known form. */
export function fromGraphql(issue: GraphqlIssue): IssueFacts | undefined {
  const repository = parseRepository(issue.repository.nameWithOwner);
  const above = issue.parent ?? null;
  const aboveRepository = above && parseRepository(above.repository.nameWithOwner);
  if (repository === undefined || aboveRepository === undefined) return undefined;
  const state = issue.state === "OPEN" ? "open" : "closed";
  return {
    place: { ...repository, number: issue.number },
    url: issue.url,
    title: issue.title,
    body: issue.body,
    state,
    closing: closingOf(state, issue.stateReason),
    type: issue.issueType?.name ?? null,
    parent: above && aboveRepository && { ...aboveRepository, number: above.number },
    labels: present(issue.labels?.nodes).map(({ name }) => name),
    assignee: present(issue.assignees.nodes)[0]?.login ?? null,
    createdAt: utc(issue.createdAt),
    updatedAt: utc(issue.updatedAt),
    pullRequests: present(issue.closedByPullRequestsReferences?.nodes),
  };
}

/** The REST interface says nothing about parents; what was known of the issue stays. */
export function fromRest(
  issue: RestIssue,
  place: IssuePlace,
  before: Pick<IssueFacts, "parent" | "pullRequests">,
): IssueFacts {
  const names = issue.labels.map((label) => (typeof label === "string" ? label : label.name));
  return {
    place,
    url: issue.html_url,
    title: issue.title,
    body: issue.body ?? "",
    state: issue.state,
    closing: closingOf(issue.state, issue.state_reason),
    type: issue.type?.name ?? null,
    parent: before.parent,
    labels: present(names),
    assignee: issue.assignee?.login ?? null,
    createdAt: utc(issue.created_at),
    updatedAt: utc(issue.updated_at),
    pullRequests: before.pullRequests,
  };
}

/** `key` is the one that the ticket was asked for by. */
export function toTicket(
  facts: IssueFacts,
  key: string,
  { words, names }: { readonly words: StatusWords; readonly names: KeyNames },
): Ticket {
  return {
    ref: { system: "github", key },
    url: facts.url,
    title: facts.title,
    managedText: readManagedBlock(facts.body),
    otherText: readAroundBlock(facts.body),
    status: words.read(facts.state, facts.closing, facts.labels),
    type: facts.type,
    parentKey: facts.parent === null ? null : names.keyOf(facts.parent),
    labels: facts.labels.filter((label) => !words.isStatusLabel(label)),
    assignee: facts.assignee,
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
    revision: revisionOf(facts),
    pullRequests: facts.pullRequests,
    lastComment: null,
  };
}

/** GitHub counts time in whole seconds; the content tells changes of one second apart. */
export function revisionOf(facts: IssueFacts): string {
  const { updatedAt, title, body, state, closing, labels } = facts;
  const content = JSON.stringify([title, body, state, closing, [...labels].sort()]);
  return `${updatedAt} ${createHash("sha256").update(content).digest("hex").slice(0, 16)}`;
}

function closingOf(state: Openness, reason: string | null | undefined): Closing {
  if (state === "open") return null;
  return /^(?:not_planned|duplicate)$/i.test(reason ?? "") ? "canceled" : "completed";
}

function present<T>(items: readonly (T | null | undefined)[] | null | undefined): T[] {
  return (items ?? []).filter((one) => one !== null && one !== undefined);
}

function utc(time: string): string {
  return new Date(time).toISOString();
}
