import { t, textsBy } from "../kernel/texts.ts";
import type { DriftField, FieldDrift, Mover, SectionDrift, Unread } from "../plan/drift.ts";
import type { TicketId } from "../model/ticket-ref.ts";

/** Who moved, in words: "the spec and PAY-1 moved". */
export function moverWords({ field, moved, base }: FieldDrift, ticket: TicketId): string {
  if (moved.length === 0) {
    return base === null
      ? t("{0}: never agreed", fieldWord(field))
      : t("{0} differs", fieldWord(field));
  }
  const names = moved.map((mover) => moverName(mover, ticket));
  return names.length === 1
    ? t("{0}: {1} moved", fieldWord(field), names.join(""))
    : t(
        "{0}: {1} and {2} moved",
        fieldWord(field),
        names.slice(0, -1).join(", "),
        names.at(-1) ?? "",
      );
}

/** What a side is called: the spec, the ticket by its key, a copy by its key. */
export function moverName(mover: Mover, ticket: TicketId): string {
  if (mover === "spec") return t("the spec");
  return mover === "tracker" ? keyOf(ticket) : t("the copy {0}", mover.slice("shadow:".length));
}

/** What each side says, in the order spec, ticket, copies, last agreed. */
export function sideValues(
  drift: FieldDrift,
  { ticket }: Pick<SectionDrift, "ticket">,
): { readonly side: string; readonly value: string }[] {
  const { spec, tracker, base, shadows } = drift;
  return [
    { side: t("spec"), value: spec ?? t("nothing") },
    { side: keyOf(ticket), value: tracker ?? t("nothing") },
    ...shadows.map((shadow) => ({
      side: t("copy {0}", shadow.ticket),
      value: shadow.value ?? t("nothing"),
    })),
    { side: t("last agreed"), value: base ?? t("never") },
  ];
}

/** Why a ticket could not be compared. */
export function unreadWords({ ticket, state, message }: Unread): string {
  switch (state) {
    case "missing":
      return t("{0} is not in its tracker", ticket);
    case "unreadable":
      return t("{0} could not be read: {1}", ticket, message ?? t("the tracker did not say why."));
    case "unread":
      return t("{0} was not asked for", ticket);
  }
}

export const fieldWord = textsBy<DriftField>({
  status: "Status",
  title: "Title",
  text: "Text",
  criteria: "Criteria",
});

function keyOf(id: TicketId): string {
  return id.slice(id.indexOf(":") + 1);
}
