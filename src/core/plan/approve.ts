import type { ChangePlan } from "./plan.ts";

declare const approved: unique symbol;

/** A plan that a person, or a command that was told to, has agreed to. Nothing else makes one. */
export type ApprovedPlan = ChangePlan & { readonly [approved]: true };

/** Agrees to a plan as it was shown, without the items that were left out. */
export function approvePlan(
  plan: ChangePlan,
  leftOut: ReadonlySet<string> = new Set(),
): ApprovedPlan {
  const chosen: ChangePlan = {
    ...plan,
    items: plan.items.filter((item) => !leftOut.has(item.id)),
  };
  return chosen as ApprovedPlan;
}
