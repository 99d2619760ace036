import type { Problem } from "../kernel/problem.ts";
import type { SafeText } from "../kernel/safe-text.ts";
import type { SystemName, TicketRef } from "./ticket-ref.ts";

/**
 * A workflow state as the tracker names it.
 *
 * `category` is the tracker's own grouping in common words, null where it has none.
 */
export interface TicketStatus {
  readonly name: string;
  readonly category: StatusCategory | null;
}

export type StatusCategory =
  "triage" | "backlog" | "unstarted" | "started" | "completed" | "canceled";

export interface TicketComment {
  readonly author: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Markdown, untrusted. */
  readonly text: string;
}

/** A pull request that a ticket points to. */
export interface PullRequestLink {
  readonly url: string;
  readonly title: string | null;
}

/**
 * A ticket as the tracker shows it now. All texts are untrusted.
 *
 * `managedText` is the Markdown inside Canon's own block of the description, null without one.
 * `otherText` is the rest of the description as Markdown, without Canon's block and markers, trimmed,
 * with `\n` at the end of each line; empty where there is none, null where the tracker gives no texts.
 * `revision` changes whenever the ticket does; its form is the tracker's business.
 */
export interface Ticket {
  readonly ref: TicketRef;
  readonly url: string | null;
  readonly title: string;
  readonly managedText: string | null;
  readonly otherText: string | null;
  readonly status: TicketStatus;
  readonly type: string | null;
  readonly parentKey: string | null;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  /** ISO 8601, UTC; null where the tracker does not say. */
  readonly createdAt: string | null;
  /** ISO 8601, UTC; null where the tracker does not say. */
  readonly updatedAt: string | null;
  readonly revision: string;
  readonly pullRequests: readonly PullRequestLink[];
  readonly lastComment: TicketComment | null;
}

/** Unknown is not absent: a ticket that could not be read is `unreadable`, never `missing`. */
export type TicketReading =
  | { readonly kind: "found"; readonly ticket: Ticket }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: TrackerError };

/**
 * Why a tracker could not do something, built from an allow-list: no header, body or token.
 *
 * `message` says what happened and what to do next.
 */
export interface TrackerError {
  readonly code:
    | "tracker/unauthorized"
    | "tracker/forbidden"
    | "tracker/not-found"
    | "tracker/rejected"
    | "tracker/rate-limited"
    | "tracker/unreachable"
    | "tracker/unreadable-answer"
    | "tracker/no-transition"
    | "tracker/cancelled"
    | "tracker/storage";
  readonly message: string;
}

/**
 * Names one create for ever, and says where to look for its ticket when the answer was lost.
 *
 * Shape: `id` is a UUID, version 4; `since` is when the create began, ISO 8601 in UTC; `after` is
 *        what `newestKey` gave just before, null where the tracker needs no such hint.
 */
export interface CreateMarker {
  readonly id: string;
  readonly since: string;
  readonly after: string | null;
}

/** What a new ticket is made of. */
export interface TicketDraft {
  /** The `id` of the create's marker; `findByMarker` finds the ticket by it. */
  readonly marker: string;
  readonly title: SafeText;
  readonly managedText: SafeText;
  /** The wanted workflow state, by the tracker's name for it. */
  readonly status: string;
  readonly type: string | null;
  readonly parentKey: string | null;
  readonly labels: readonly SafeText[];
}

/** What to change in a ticket; absent fields stay as they are. */
export interface TicketChange {
  readonly title?: SafeText;
  readonly managedText?: SafeText;
  /** The wanted workflow state, by the tracker's name for it. */
  readonly status?: string;
  readonly parentKey?: string | null;
}

/**
 * A comment to post. Posting it again with the same marker posts nothing.
 *
 * `text` is Markdown; `marker` is a UUID, version 4.
 */
export interface CommentDraft {
  readonly marker: string;
  readonly text: SafeText;
}

/** How posting a comment ended; `already` when one with its marker was there. */
export type CommentOutcome =
  | { readonly kind: "posted" | "already" }
  | { readonly kind: "failed" | "unsure"; readonly error: TrackerError };

/** How a ticket is closed: the state it goes to, and why. */
export interface TicketClosing {
  /** The wanted workflow state, by the tracker's name for it. */
  readonly status: string;
  readonly comment: CommentDraft;
  readonly pullRequest: PullRequestDraft | null;
}

/** A pull request to be shown on a ticket; adding it again changes nothing. */
export interface PullRequestDraft {
  /** Absolute, http or https. */
  readonly url: string;
  readonly title: SafeText;
}

/** Tickets that changed, and from when to ask the next time. */
export interface ChangedTickets {
  readonly keys: readonly string[];
  /** ISO 8601, UTC; the `since` of the next question. */
  readonly until: string;
  /** False when a ceiling cut the answer short: then anything may have changed. */
  readonly isComplete: boolean;
}

/** Keys of open tickets, newest first. */
export interface TicketListing {
  readonly keys: readonly string[];
  /** False when a ceiling cut the answer short: then there are older ones besides. */
  readonly isComplete: boolean;
}

/** What a tracker lets tickets be: their types, and the states and fields of each. */
export interface WorkflowDescription {
  readonly types: readonly WorkflowType[];
}

export interface WorkflowType {
  /** The issue type as the tracker names it; null where the tracker has none. */
  readonly name: string | null;
  readonly states: readonly TicketStatus[];
  /** Fields that a new ticket must name and that Canon does not fill by itself. */
  readonly requiredFields: readonly string[];
  /** Tickets of this type cannot stand alone; absent where that is allowed. */
  readonly needsParent?: boolean;
}

/** How a write ended. `unsure` means that the answer was lost: look before trying again. */
export type WriteOutcome =
  | { readonly kind: "done"; readonly ticket: Ticket }
  | { readonly kind: "stale"; readonly current: Ticket }
  | { readonly kind: "failed" | "unsure"; readonly error: TrackerError };

/** What a tracker can do; the planner reads it instead of meeting a method that throws. */
export interface TrackerCapabilities {
  /** Titles and descriptions can be read; otherwise they are written at creation and never again. */
  readonly texts: boolean;
  readonly comments: boolean;
  /** The tracker can say which tickets changed since a moment. */
  readonly changes: boolean;
  /** The tracker can list the open tickets of a project. */
  readonly listing: boolean;
  /** How many tickets one request creates; 1 where each needs its own. */
  readonly createBatch: number;
  /** Parent and child links between tickets. */
  readonly parents: boolean;
  /** Tickets can be removed for good, so that an undo leaves nothing behind. */
  readonly removal: boolean;
}

/** Where the tickets of a configured system live. */
export interface TrackerTarget {
  /** The name under `ticket_systems`, or `primary` for the simple forms. */
  readonly name: string;
  readonly system: SystemName;
  /** Jira or Linear key, `owner/repo`, Azure DevOps project, key prefix of local tickets. */
  readonly project: string | null;
  /** A host that the workspace names. Never receives a credential without consent. */
  readonly host: string | null;
  /** Workflow states beyond the built-in ones, where the tracker lets the workspace define them. */
  readonly extraStates: readonly string[];
}

/** A problem with a tracker as a whole, found before anything is asked of it. */
export type TrackerProblem = Problem<
  | "config/tracker-unavailable"
  | "config/missing-project"
  | "config/missing-credential"
  | "config/foreign-host"
  | "config/bad-address"
>;
