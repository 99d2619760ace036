import { readAroundUnmarked, readUnmarkedBlock } from "../../core/model/managed-block.ts";
import type {
  PullRequestLink,
  StatusCategory,
  Ticket,
  TicketComment,
  TicketStatus,
} from "../../core/model/ticket.ts";
import type * as z from "zod/mini";
import type { commentsAnswer, Issue, State } from "./wire.ts";

const CATEGORIES: Readonly<Record<string, StatusCategory>> = {
  triage: "triage",
  backlog: "backlog",
  unstarted: "unstarted",
  started: "started",
  completed: "completed",
  canceled: "canceled",
  duplicate: "canceled",
};

/** In the order in which a ticket usually walks through them. */
const WALK = Object.keys(CATEGORIES);

/**
 * An issue as a ticket.
 *
 * `revision` is when it last changed, with what may change without moving that moment.
 */
export function toTicket(issue: Issue): Ticket {
  return {
    ref: { system: "linear", key: issue.identifier },
    url: isWebAddress(issue.url) ? issue.url : null,
    title: issue.title,
    managedText: readUnmarkedBlock(issue.description ?? ""),
    otherText: readAroundUnmarked(issue.description ?? ""),
    status: toStatus(issue.state),
    type: null,
    parentKey: issue.parent?.identifier ?? null,
    labels: issue.labels.nodes.map(({ name }) => name),
    assignee: issue.assignee?.name ?? null,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    revision: [issue.updatedAt, issue.state.id, issue.attachments.nodes.length].join(" "),
    pullRequests: issue.attachments.nodes.filter(isPullRequest),
    lastComment: null,
  };
}

export function toStatus({ name, type }: Pick<State, "name" | "type">): TicketStatus {
  return { name, category: Object.hasOwn(CATEGORIES, type) ? (CATEGORIES[type] ?? null) : null };
}

/** By kind first, then as the team has put them in order. */
export function inOrder(states: readonly State[]): readonly State[] {
  const rank = ({ type }: State): number => {
    const place = WALK.indexOf(type);
    return place < 0 ? WALK.length : place;
  };
  return [...states].sort((a, b) => rank(a) - rank(b) || a.position - b.position);
}

type WireComment = z.infer<typeof commentsAnswer>["issue"]["comments"]["nodes"][number];

export function toComment(comment: WireComment): TicketComment {
  const author = comment.user ?? comment.externalUser ?? comment.botActor;
  return { author: author?.name ?? null, at: comment.createdAt, text: comment.body };
}

function isPullRequest({ url }: PullRequestLink): boolean {
  return isWebAddress(url) && /\/(?:pull|merge_requests|pullrequest|pull-requests)\/\d+/.test(url);
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url);
}
