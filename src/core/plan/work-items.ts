import type { CommentDraft, PullRequestDraft } from "../model/ticket.ts";
import type { NewEvidence } from "../spec/write-evidence.ts";
import type { ItemBase } from "./item-base.ts";

/** Merged work shows that a section, or one of its criteria, is realized. */
export interface AddEvidenceItem extends ItemBase {
  readonly kind: "add-evidence";
  /** The text of the criterion; null: the section itself. */
  readonly criterion: string | null;
  readonly evidence: NewEvidence;
}

/** What an item says of the merged work that it tells a ticket of. */
interface WorkItemBase extends ItemBase {
  /** Names the work for ever: its address, else the label of its evidence. */
  readonly work: string;
}

export interface LinkPullRequestItem extends WorkItemBase {
  readonly kind: "link-pull-request";
  readonly pullRequest: PullRequestDraft;
}

export interface CommentItem extends WorkItemBase {
  readonly kind: "comment";
  readonly comment: CommentDraft;
}

/** Moves a ticket to its end and says why. */
export interface CloseTicketItem extends WorkItemBase {
  readonly kind: "close-ticket";
  readonly status: string;
  readonly comment: CommentDraft;
  readonly pullRequest: PullRequestDraft | null;
}

/** All that merged work adds to a plan, besides statuses and ticks. */
export type WorkPlanItem = AddEvidenceItem | LinkPullRequestItem | CommentItem | CloseTicketItem;
