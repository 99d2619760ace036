import type { TicketId } from "../model/ticket-ref.ts";
import { criterionKeys } from "./criterion-keys.ts";

/**
 * One item of a finished run, as its record keeps it: in words, and with every text redacted.
 *
 * `kind`, `direction` and `reason` are the plan's; a record of another version may know others.
 */
export interface RecordedItem {
  readonly id: string;
  readonly kind: string;
  readonly direction: string;
  readonly file: string;
  readonly sectionId: string;
  /** Number and title of the section at the time; null when it was not at hand. */
  readonly section: string | null;
  readonly ticket: TicketId | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
  readonly note: string | null;
  readonly outcome: string;
  readonly error: string | null;
}

/**
 * Which part of a link an item is about; `all` where it makes or ends the link itself, `copy` where
 * it makes a copy of the ticket, which is nobody else's link.
 */
export type Aspect = "all" | "copy" | "criteria" | "parent" | "status" | "text" | "none";

const ASPECTS: Readonly<Record<string, Aspect>> = {
  "add-criterion": "criteria",
  "add-evidence": "none",
  "check-criterion": "criteria",
  "close-ticket": "status",
  comment: "none",
  "create-shadow": "copy",
  "create-ticket": "all",
  "edit-file": "all",
  "edit-ticket": "all",
  "insert-link": "all",
  "link-parent": "parent",
  "link-pull-request": "none",
  "remove-criterion": "criteria",
  "reword-criterion": "criteria",
  "set-status": "status",
  "transition-ticket": "status",
  "update-ticket": "text",
};

export function aspectOf(item: Pick<RecordedItem, "kind">): Aspect {
  return ASPECTS[item.kind] ?? "all";
}

/** The keys of the criterion that an item is about, before and after; none for any other item. */
export function criterionKeysOf({ id, kind, to }: RecordedItem): string[] {
  const key = /^(?:add|check|remove|reword)-criterion:([^@]+)@/.exec(id)?.[1];
  if (key === undefined) return [];
  return kind === "reword-criterion" && to !== null ? [key, ...criterionKeys([to])] : [key];
}

/** Tells whether an item only told people something on a ticket, which nobody can take back. */
export function isTold({ kind }: Pick<RecordedItem, "kind">): boolean {
  return kind === "comment" || kind === "link-pull-request";
}

/** Tells whether a later item changed what an earlier one had changed. */
export function touchesSame(later: RecordedItem, earlier: RecordedItem): boolean {
  const isSameFile = later.file === earlier.file;
  if (earlier.kind === "edit-file" || later.kind === "edit-file") {
    return isSameFile || (later.ticket !== null && later.ticket === earlier.ticket);
  }
  const [mine, theirs] = [aspectOf(earlier), aspectOf(later)];
  const isSameTicket = later.ticket !== null && later.ticket === earlier.ticket;
  if (mine === "copy" || theirs === "copy") return isSameTicket;
  if (!isSameTicket && !(isSameFile && later.sectionId === earlier.sectionId)) return false;
  if (mine === "all") return true;
  if (mine !== theirs || mine === "none") return mine !== "none" && theirs === "all";
  if (mine !== "criteria") return true;
  const keys = new Set(criterionKeysOf(earlier));
  return criterionKeysOf(later).some((key) => keys.has(key));
}
