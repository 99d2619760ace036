import type { ChangePlan } from "../core/plan/plan.ts";
import type { Scope } from "./engine.ts";

/** Within a file, a run may be about one section only. */
export function onlySection(plan: ChangePlan, { section }: Scope): ChangePlan {
  if (section === null) return plan;
  const isIt = (one: { readonly sectionId: string }) => one.sectionId === section.id;
  return { ...plan, items: plan.items.filter(isIt), held: plan.held.filter(isIt) };
}
