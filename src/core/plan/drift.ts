import type { TicketId } from "../model/ticket-ref.ts";

export type DriftField = "status" | "title" | "text" | "criteria";

/** Who changed since the last agreement; nobody is known to where there never was one. */
export type Mover = "spec" | "tracker" | `shadow:${TicketId}`;

/**
 * A field that is not the same everywhere.
 *
 * Shape:  the values are redacted and untrusted; `base` is null where nothing was ever agreed;
 *         `shadows` lists the copies that differ from the spec.
 */
export interface FieldDrift {
  readonly field: DriftField;
  readonly moved: readonly Mover[];
  readonly spec: string | null;
  readonly tracker: string | null;
  readonly base: string | null;
  readonly shadows: readonly { readonly ticket: TicketId; readonly value: string | null }[];
}

/** A ticket or copy that could not be compared. */
export interface Unread {
  readonly ticket: TicketId;
  readonly state: "missing" | "unreadable" | "unread";
  readonly message: string | null;
}

/** A section whose spec, ticket and copies do not say the same, or could not be compared. */
export interface SectionDrift {
  readonly file: string;
  readonly sectionId: string;
  readonly sectionIndex: number;
  /** The section's own ticket. */
  readonly ticket: TicketId;
  readonly shadows: readonly TicketId[];
  readonly drift: readonly FieldDrift[];
  readonly unread: readonly Unread[];
}

/**
 * Whether a section waits for a person because spec and ticket both moved on. Criteria are brought
 * together one by one, so they wait for nobody.
 */
export function isConflict({ drift }: Pick<SectionDrift, "drift">): boolean {
  return drift.some(
    ({ field, moved }) =>
      field !== "criteria" && moved.includes("spec") && moved.includes("tracker"),
  );
}
