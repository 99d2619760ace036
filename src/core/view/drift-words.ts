import type { DriftField, FieldDrift, Mover, SectionDrift, Unread } from "../plan/drift.ts";
import type { TicketId } from "../model/ticket-ref.ts";

/** Who moved, in words: "the spec and PAY-1 moved". */
export function moverWords({ field, moved, base }: FieldDrift, ticket: TicketId): string {
  if (moved.length === 0) {
    return base === null ? `${FIELD_WORDS[field]}: never agreed` : `${FIELD_WORDS[field]} differs`;
  }
  const names = moved.map((mover) => moverName(mover, ticket));
  const last = names.at(-1) ?? "";
  const listed = names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
  return `${FIELD_WORDS[field]}: ${listed} moved`;
}

/** What a side is called: the spec, the ticket by its key, a copy by its key. */
export function moverName(mover: Mover, ticket: TicketId): string {
  if (mover === "spec") return "the spec";
  return mover === "tracker" ? keyOf(ticket) : `the copy ${mover.slice("shadow:".length)}`;
}

/** What each side says, in the order spec, ticket, copies, last agreed. */
export function sideValues(
  drift: FieldDrift,
  { ticket }: Pick<SectionDrift, "ticket">,
): { readonly side: string; readonly value: string }[] {
  const { spec, tracker, base, shadows } = drift;
  return [
    { side: "spec", value: spec ?? NOTHING },
    { side: keyOf(ticket), value: tracker ?? NOTHING },
    ...shadows.map((shadow) => ({ side: `copy ${shadow.ticket}`, value: shadow.value ?? NOTHING })),
    { side: "last agreed", value: base ?? "never" },
  ];
}

/** Why a ticket could not be compared. */
export function unreadWords({ ticket, state, message }: Unread): string {
  switch (state) {
    case "missing":
      return `${ticket} is not in its tracker`;
    case "unreadable":
      return `${ticket} could not be read: ${message ?? "the tracker did not say why."}`;
    case "unread":
      return `${ticket} was not asked for`;
  }
}

const NOTHING = "nothing";

export const FIELD_WORDS: Readonly<Record<DriftField, string>> = {
  status: "Status",
  title: "Title",
  text: "Text",
  criteria: "Criteria",
};

function keyOf(id: TicketId): string {
  return id.slice(id.indexOf(":") + 1);
}
