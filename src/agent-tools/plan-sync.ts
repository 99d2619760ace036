import { err, ok } from "../core/kernel/result.ts";
import type { ChangePlan, PlanOptions } from "../core/plan/plan.ts";
import { exposedPlan, heldJson, itemsJson, problemsJson } from "./plan-json.ts";
import { refusalText } from "./refusal-text.ts";
import { scopeOf, type Answer, type ToolContext } from "./tool-context.ts";
import type { PLAN_SYNC } from "./tool-schemas.ts";
import type { InputOf } from "./tool-schema.ts";

const MOST_ROWS = 100;

/** Plans a sync of what is exposed, and keeps the plan for a person to agree to. Writes nothing. */
export async function planSync(
  context: ToolContext,
  { paths, section, direction, createTicket = false }: InputOf<typeof PLAN_SYNC>,
): Promise<Answer> {
  const alone = context.folder.whyAlone();
  if (alone !== null) return err(alone);
  const meant = scopeOf(context, paths, section);
  if (!meant.ok) return meant;
  const { scope, specs } = meant.value;
  if (specs.length === 0) return ok(NOTHING);
  if (createTicket && scope.section === null) {
    return err("createTicket needs a section. Name it as file#id.");
  }
  const named = scope.section === null ? [] : [`${scope.section.file}#${scope.section.id}`];
  const options: PlanOptions = {
    direction: direction === "forward" || direction === "reverse" ? direction : "both",
    onConflict: "hold",
    asked: new Set(createTicket ? named : []),
  };
  const { engine } = context.folder;
  const planned = await engine.plan(scope, options, context.run);
  if (!planned.ok) return err(refusalText(planned.error, context));
  return ok(shelve(planned.value, context));
}

/** Keeps what of a plan is exposed, and tells of it. */
export function shelve(whole: ChangePlan, context: ToolContext): object {
  const plan = exposedPlan(whole, context);
  const items = itemsJson(plan, context);
  const held = heldJson(plan, context);
  const told = {
    changes: items.slice(0, MOST_ROWS),
    changeCount: items.length,
    held: held.slice(0, MOST_ROWS),
    heldCount: held.length,
    problems: problemsJson(plan.problems, context).slice(0, 20),
  };
  if (items.length === 0) return { planId: null, ...told, next: "Nothing is to be changed." };
  const { id, expiresAt } = context.host.shelf.put(context.folder, plan);
  const until = new Date(expiresAt).toISOString();
  return { planId: id, planExpiresAt: until, ...told, next: NEXT };
}

const NEXT =
  "Nothing was changed. Tell the person what would be. canon_applyPlan with this planId shows all of it to the person, who decides; where that tool is missing, they run Canon: Sync in the editor, or canon sync.";

const NOTHING = {
  planId: null,
  ...{ changes: [], changeCount: 0, held: [], heldCount: 0, problems: [] },
  next: "Nothing is to be changed.",
};
