import { t } from "../kernel/texts.ts";
import type { SpecSection } from "../model/spec.ts";
import type { TicketReading } from "../model/ticket.ts";
import { brokenLink } from "./broken-link.ts";
import { holdLinked } from "./linked-section.ts";
import type { HeldItem } from "./plan.ts";
import { isBroken, type ReferenceHealth } from "./references.ts";
import type { SpecReading } from "./snapshot.ts";

/** Holds a section whose ticket could not be read: gone, refused, or out of reach this time. */
export function heldTicket(
  at: { readonly spec: SpecReading; readonly section: SpecSection },
  key: string,
  reading: Exclude<TicketReading, { kind: "found" }> | undefined,
  health: ReferenceHealth | undefined,
  base: string | null,
): HeldItem {
  const isMissing = reading?.kind === "missing";
  return holdLinked(at, isMissing ? "ticket/missing" : "ticket/unreadable", {
    spec: at.section.status?.state ?? null,
    tracker: null,
    base,
    message:
      health !== undefined && isBroken(health) ? brokenLink(key, health) : notRead(key, reading),
  });
}

function notRead(
  key: string,
  reading: Exclude<TicketReading, { kind: "found" }> | undefined,
): string {
  if (reading?.kind === "missing") {
    return t(
      "The tracker has no ticket {0}. Nothing was changed. Correct the link in the spec, or unlink the section.",
      key,
    );
  }
  return t(
    "The ticket {0} could not be read: {1} Nothing was changed. Sync again when the tracker answers.",
    key,
    reading?.error.message ?? t("it was not asked for."),
  );
}
