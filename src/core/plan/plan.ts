import type { Problem } from "../kernel/problem.ts";
import type { SafeText } from "../kernel/safe-text.ts";
import type { SpecStatus } from "../model/status.ts";
import type { TicketId, TicketRef } from "../model/ticket-ref.ts";
import type { SectionDraft } from "../spec/write-section.ts";
import type { Choices, ConflictField, SideChoice } from "./choices.ts";
import type { Direction, ItemBase } from "./item-base.ts";
import type { LinkBase } from "./links.ts";
import type { ReferenceChange } from "./references.ts";
import type { WorkPlanItem } from "./work-items.ts";

/** Raised when the shape of a plan changes; an older plan is then refused, not guessed at. */
export const PLAN_VERSION = 1;

/** The parent of a ticket to be made: one that exists, or one that an earlier item makes. */
export type PlannedParent =
  | { readonly kind: "ticket"; readonly key: string }
  | { readonly kind: "item"; readonly itemId: string };

/** What a new ticket is to be made of. */
export interface PlannedDraft {
  readonly title: SafeText;
  readonly managedText: SafeText;
  readonly status: string;
  readonly type: string | null;
  readonly labels: readonly SafeText[];
  readonly parent: PlannedParent | null;
}

export interface CreateTicketItem extends ItemBase {
  readonly kind: "create-ticket";
  readonly draft: PlannedDraft;
}

/** A copy of a section's ticket in a further tracker; a line that names `of` goes above its text. */
export interface CreateShadowItem extends ItemBase {
  readonly kind: "create-shadow";
  /** The ticket it is a copy of, as the spec links it; null while an earlier item makes it. */
  readonly of: TicketId | null;
  readonly draft: PlannedDraft;
}

export interface UpdateTicketItem extends ItemBase {
  readonly kind: "update-ticket";
  readonly change: { readonly title?: SafeText; readonly managedText?: SafeText };
}

export interface TransitionTicketItem extends ItemBase {
  readonly kind: "transition-ticket";
  readonly status: string;
}

export interface LinkParentItem extends ItemBase {
  readonly kind: "link-parent";
  /** Null takes away a parent that Canon gave. */
  readonly parent: PlannedParent | null;
}

export interface InsertLinkItem extends ItemBase {
  readonly kind: "insert-link";
  readonly link: TicketRef;
  /** The link is recorded as that of a copy. */
  readonly isShadow: boolean;
  /** The intent that this link settles. */
  readonly intentId: string | null;
  /** The section's status when that intent was written down, null without one. */
  readonly wanted: string | null;
}

export interface SetStatusItem extends ItemBase {
  readonly kind: "set-status";
  readonly status: SpecStatus;
}

export interface SetTextItem extends ItemBase {
  readonly kind: "set-text";
  /** As the ticket has it or as a person merged it; made harmless when it is written. */
  readonly text: string;
}

export interface SetTitleItem extends ItemBase {
  readonly kind: "set-title";
  /** As the ticket has it or as a person merged it; made harmless when it is written. */
  readonly title: string;
}

export interface CheckCriterionItem extends ItemBase {
  readonly kind: "check-criterion";
  readonly criterion: string;
  readonly checked: boolean;
}

export interface AddCriterionItem extends ItemBase {
  readonly kind: "add-criterion";
  readonly criterion: string;
  readonly checked: boolean;
}

/** The ticket words a criterion of the spec in another way. */
export interface RewordCriterionItem extends ItemBase {
  readonly kind: "reword-criterion";
  readonly criterion: string;
  readonly wording: string;
  readonly checked: boolean;
}

export interface RemoveCriterionItem extends ItemBase {
  readonly kind: "remove-criterion";
  readonly criterion: string;
}

export interface AddSectionItem extends ItemBase {
  readonly kind: "add-section";
  /** The index of the section behind which it is put; null: at the end of the spec. */
  readonly after: number | null;
  readonly section: SectionDraft;
}

export type PlanItem =
  | CreateTicketItem
  | CreateShadowItem
  | UpdateTicketItem
  | TransitionTicketItem
  | LinkParentItem
  | InsertLinkItem
  | SetStatusItem
  | SetTextItem
  | SetTitleItem
  | CheckCriterionItem
  | AddCriterionItem
  | RewordCriterionItem
  | RemoveCriterionItem
  | AddSectionItem
  | WorkPlanItem;

export type HeldReason =
  | "conflict/status"
  | "conflict/title"
  | "conflict/text"
  | "conflict/criteria"
  | "conflict/parent"
  | "link/lost"
  | "relation/weak"
  | "ticket/missing"
  | "ticket/unreadable"
  | "verify/unproven"
  | "workflow/needs-parent"
  | "workflow/no-transition"
  | "workflow/required-field"
  | "workflow/unknown-type";

/** The field that a reason is about; null where a choice between two sides is no answer. */
export function conflictField(reason: HeldReason): ConflictField | null {
  if (reason === "verify/unproven") return "status";
  return reason.startsWith("conflict/")
    ? (reason.slice("conflict/".length) as ConflictField)
    : null;
}

/** Something that needs a person. The three values are shown as they are known. */
export interface HeldItem {
  readonly file: string;
  readonly sectionId: string;
  readonly sectionIndex: number;
  readonly ticket: TicketId | null;
  readonly reason: HeldReason;
  readonly spec: string | null;
  readonly tracker: string | null;
  readonly base: string | null;
  readonly message: string;
  /** Set where `ticket` is a copy: the ticket that it is a copy of. */
  readonly shadowOf?: TicketId;
}

/** An agreement that needs no write but a note in `.canon/links.json`. */
export interface Agreement {
  readonly ticket: TicketId;
  readonly base: LinkBase;
  /** What the hashes of the base stand for, as far as they are new. */
  readonly texts?: Readonly<Record<string, SafeText>>;
}

export interface ChangePlan {
  readonly planVersion: typeof PLAN_VERSION;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly items: readonly PlanItem[];
  readonly held: readonly HeldItem[];
  readonly agreements: readonly Agreement[];
  /** Intents that are known to have ended; their records can go. */
  readonly settledIntents: readonly string[];
  /** What the answers of this run say about references; a run notes it down, a plan does not. */
  readonly references: readonly ReferenceChange[];
  readonly problems: readonly Problem[];
}

export type ConflictChoice = SideChoice;

export interface PlanOptions {
  readonly direction: "both" | Direction;
  /** What happens to a field that moved on both sides. */
  readonly onConflict: ConflictChoice;
  /** Sections, as `path#id`, for which a person asked for a ticket. */
  readonly asked: ReadonlySet<string>;
  /** What a person decided for single fields, by `choiceKey`. */
  readonly choices?: Choices;
  /** A status that a person is about to give to a section; planned as if the spec had it. */
  readonly intended?: {
    readonly file: string;
    readonly sectionId: string;
    readonly status: SpecStatus;
  };
}
