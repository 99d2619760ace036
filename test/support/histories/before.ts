import { criterionKeys } from "../../../src/core/plan/criterion-keys.ts";
import type { LinkBase } from "../../../src/core/plan/links.ts";
import type { PlanItem } from "../../../src/core/plan/plan.ts";
import { tokensIn } from "./blocks.ts";
import type { SeenTicket } from "./hands.ts";
import { keyOf } from "./placed.ts";

/** What a clone and the tracker looked like before a sync. */
export interface Before {
  /** The sections that stand beside copies of themselves while a create is not seen to end. */
  readonly confusable: ReadonlySet<string>;
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

/** The words of a criterion that both sides had and that an item takes from the spec by name. */
export function namedBy(item: PlanItem, { agreed }: Before): string[] {
  if (item.kind !== "reword-criterion" && item.kind !== "remove-criterion") return [];
  const known = new Set(agreed.get(keyOf(item.ticket) ?? "")?.criteria.map(([key]) => key));
  return criterionKeys([item.criterion]).some((key) => known.has(key))
    ? tokensIn(item.criterion)
    : [];
}
