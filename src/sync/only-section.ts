import type { ChangePlan } from "../core/plan/plan.ts";
import type { Scope } from "./engine.ts";

/** Within its files, a run may be about one section or some of them only. */
export function onlySection(plan: ChangePlan, { section, sections }: Scope): ChangePlan {
  if (section === null && sections === undefined) return plan;
  const isMeant = (one: { readonly file: string; readonly sectionId: string }): boolean =>
    (section === null || one.sectionId === section.id) &&
    (sections === undefined || sections.has(`${one.file}#${one.sectionId}`));
  return { ...plan, items: plan.items.filter(isMeant), held: plan.held.filter(isMeant) };
}
