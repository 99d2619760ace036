import type { SystemName, TicketId } from "../model/ticket-ref.ts";

export type Direction = "forward" | "reverse";

export type ItemReason =
  | "spec/unlinked"
  | "spec/asked"
  | "spec/moved"
  | "spec/comment-missing"
  | "ticket/unlinked"
  | "tracker/moved"
  | "first-contact"
  | "intent/recovered"
  | "link/restored"
  | "conflict/status"
  | "conflict/title"
  | "conflict/text"
  | "conflict/criteria"
  | "conflict/parent"
  | "conflict/merged"
  | "shadow/edited"
  | "spec/no-shadow"
  | "work/realized"
  | "work/partial"
  | "work/model"
  | "verify/unproven"
  | "change/unspecified";

/** What every item says: which section, which ticket, and what was true when it was planned. */
export interface ItemBase {
  /** Stable for the same change to the same section. */
  readonly id: string;
  readonly direction: Direction;
  readonly file: string;
  readonly sectionId: string;
  readonly sectionIndex: number;
  readonly system: SystemName;
  /** Name of the configured connection. */
  readonly target: string;
  /** Its project; a spec may name another one than the configuration. */
  readonly project: string | null;
  readonly ticket: TicketId | null;
  /** The old and the new value in a few words, null where there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: ItemReason;
  /** What a person should know besides, for example what a conflict gave up. */
  readonly note: string | null;
  /** Hash of the whole file the item relies on. */
  readonly fileHash: string;
  /** Revision of the ticket the item relies on; null before it exists. */
  readonly ticketRevision: string | null;
  /** On items about a copy in a further tracker: the ticket that it is a copy of. */
  readonly shadowOf?: TicketId;
}
