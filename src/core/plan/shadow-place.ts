import type { SystemConfig } from "../config/config.ts";
import type { SpecSection } from "../model/spec.ts";
import { ticketId, type TicketId } from "../model/ticket-ref.ts";
import type { PlanItem } from "./plan.ts";
import type { ShadowLink } from "./shadow-links.ts";
import type { SpecReading } from "./snapshot.ts";

/** The ticket that the copies of a section are copies of. */
export interface Original {
  /** As the spec links it; null while this plan makes it. */
  readonly id: TicketId | null;
  /** In the form that is the ticket's alone in the workspace. */
  readonly placed: TicketId | null;
  /** False where it could not be read, or is gone: then no new copy is made. */
  readonly isThere: boolean;
}

/** The ticket that an item makes for a section, or links it to. */
export function newOriginal(item: PlanItem): Original {
  if (item.kind !== "insert-link") return { id: null, placed: null, isThere: true };
  return { id: ticketId(item.link), placed: item.ticket, isThere: true };
}

/** A section and one of its shadow targets; `targets` are all of them. */
export interface ShadowPlace {
  readonly spec: SpecReading;
  readonly section: SpecSection;
  readonly system: SystemConfig;
  readonly original: Original;
  readonly targets: readonly SystemConfig[];
}

/** A copy that a section names. */
export interface PlacedShadow extends ShadowPlace {
  readonly shadow: ShadowLink;
}
