import type { Problem } from "../core/kernel/problem.ts";
import type { TicketId } from "../core/model/ticket-ref.ts";
import type { HeldItem, PlanItem } from "../core/plan/plan.ts";
import type { RequestCount } from "../ports/request-meter.ts";

/** `unsure`: the answer to a write was lost. `skipped`: not tried, for example after a cancel. */
export type Outcome = "done" | "stale" | "failed" | "unsure" | "skipped";

/** How one item ended. `error` says what happened and what to do next. */
export interface ItemResult {
  readonly item: PlanItem;
  readonly outcome: Outcome;
  readonly error: string | null;
  /** The ticket the item made or changed. */
  readonly ticket: TicketId | null;
}

export interface ApplyReport {
  readonly takenAt: string;
  readonly results: readonly ItemResult[];
  readonly held: readonly HeldItem[];
  readonly problems: readonly Problem[];
  readonly requests: RequestCount;
  /** Names the record that an undo reads; null when nothing was changed. */
  readonly runId: string | null;
}

/** What a run did that proposed its edits instead of making them; it leaves no record. */
export interface PullRequestReport extends ApplyReport {
  readonly pullRequest: {
    readonly kind: "opened" | "updated" | "already";
    readonly url: string;
    readonly number: number;
    readonly branch: string;
    /** `owner/name` */
    readonly repository: string;
  } | null;
}

/** What a run did that committed its edits. */
export interface CommitReport extends ApplyReport {
  /** Null where there was nothing to commit, or where a problem says why it was not. */
  readonly commit: {
    readonly id: string;
    readonly branch: string;
    /** Counted from the workspace. */
    readonly files: readonly string[];
  } | null;
}

/** How one file or ticket of an undone run ended. `message` says what is true of it now. */
export interface UndoStep {
  readonly kind: "file" | "ticket";
  /** The file's path, or the ticket as `system:key`. */
  readonly what: string;
  readonly outcome: Outcome;
  readonly message: string;
}

/** How one item of an undone run ended. */
export interface UndoItem {
  readonly id: string;
  readonly kind: string;
  readonly file: string;
  readonly sectionId: string;
  readonly ticket: TicketId | null;
  readonly outcome: Outcome;
  readonly message: string;
  /** The ticket that the item created cannot be removed, but it can be closed if somebody says so. */
  readonly canClose: boolean;
  /** What would have changed where the place is not certain any more; null where that is no matter. */
  readonly difference: { readonly before: string; readonly after: string } | null;
}

export interface UndoReport {
  readonly runId: string;
  /** When the undone run took place; ISO 8601, UTC. */
  readonly at: string;
  readonly steps: readonly UndoStep[];
  readonly items: readonly UndoItem[];
  readonly problems: readonly Problem[];
}

/** What is to be taken back. */
export interface UndoRequest {
  /** A run of the history; without it, the last one that nobody has taken back. */
  readonly runId?: string;
  /** Items by their id, or by their number in the history; without them, all of the run. */
  readonly items?: readonly string[];
  /** Tickets that the run created and that cannot be removed are closed, with a note. */
  readonly closesCreated?: boolean;
}

/** The counts that scripts rely on, for a plan (what would happen) or a report. */
export interface Summary {
  readonly created: number;
  readonly updated: number;
  readonly transitioned: number;
  readonly specEdits: number;
  readonly held: number;
  readonly failed: number;
}

const IS_SPEC_EDIT: ReadonlySet<PlanItem["kind"]> = new Set([
  "create-shadow",
  "create-ticket",
  "insert-link",
  "set-status",
  "set-text",
  "set-title",
  "check-criterion",
  "add-criterion",
  "reword-criterion",
  "remove-criterion",
  "add-section",
  "add-evidence",
]);

/** Tells whether an item changes the text of a spec. */
export function isSpecEdit({ kind }: PlanItem): boolean {
  return IS_SPEC_EDIT.has(kind);
}

/** Counts items by what they do; a new ticket's link is an edit of the spec as well. */
export function summarize(items: readonly PlanItem[], held: number, failed: number): Summary {
  const count = (...kinds: PlanItem["kind"][]) =>
    items.filter((item) => kinds.includes(item.kind)).length;
  return {
    created: count("create-shadow", "create-ticket"),
    updated: count("update-ticket", "link-parent", "link-pull-request", "comment"),
    transitioned: count("transition-ticket", "close-ticket"),
    specEdits: items.filter(isSpecEdit).length,
    held,
    failed,
  };
}

/** Counts what a run did. Everything that is neither done nor skipped counts as failed. */
export function summarizeReport(report: ApplyReport): Summary {
  const done = report.results.filter((result) => result.outcome === "done");
  const skipped = report.results.filter((result) => result.outcome === "skipped");
  const failed = report.results.length - done.length - skipped.length;
  return summarize(
    done.map(({ item }) => item),
    report.held.length,
    failed,
  );
}
