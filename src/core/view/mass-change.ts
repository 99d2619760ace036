import { t } from "../kernel/texts.ts";
import type { ChangePlan, PlanItem } from "../plan/plan.ts";

const MANY_STATUS_CHANGES = 20;

/**
 * Says why a plan needs one more yes: a wrong map or a hostile tracker shows as many status
 * changes at once, or as closings that touch a good part of the links.
 *
 * Shape:  a sentence to ask with; null for an ordinary plan. `closes` tells whether a status change
 *         ends the work on its section. A single closing is never a mass.
 */
export function massChangeWarning(
  plan: ChangePlan,
  linkedSections: number,
  closes: (item: PlanItem) => boolean,
): string | null {
  const moves = plan.items.filter(isStatusChange);
  if (moves.length > MANY_STATUS_CHANGES) {
    return t("This would change {0} statuses.", moves.length);
  }
  const closings = moves.filter(closes).length;
  if (closings > 1 && closings * 4 > linkedSections) {
    return t("This would close {0} of {1} linked sections.", closings, linkedSections);
  }
  return null;
}

/** Moves of a ticket or of a section; a copy only follows, and nothing else counts towards a mass. */
export function isStatusChange(item: PlanItem): boolean {
  if (item.shadowOf !== undefined) return false;
  return ["set-status", "transition-ticket", "close-ticket"].includes(item.kind);
}
