import type { LinkBase } from "../../../src/core/plan/links.ts";
import type { PlanItem } from "../../../src/core/plan/plan.ts";
import type { SeenTicket } from "./hands.ts";
import { keyOf } from "./placed.ts";

/** What a clone and the tracker looked like before a sync. */
export interface Before {
  readonly agreed: ReadonlyMap<string, LinkBase>;
  readonly specs: ReadonlyMap<string, string>;
  readonly tickets: ReadonlyMap<string, SeenTicket>;
}

/**
 * Whether an item tells a person that one of the two sides is given up. First contact does so too,
 * but only where the two sides had never agreed.
 */
export function isSpokenOf({ reason, note, ticket, kind }: PlanItem, { agreed }: Before): boolean {
  const base = agreed.get(keyOf(ticket) ?? "");
  const isStatus = kind === "set-status" || kind === "transition-ticket";
  const isFirst = isStatus ? base?.status == null : base?.title == null || base.text === null;
  if (reason === "first-contact") return isFirst;
  return reason.startsWith("conflict/") || note !== null;
}
