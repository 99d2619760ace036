import { buildPlan } from "../core/plan/build-plan.ts";
import { choiceKey, type FieldChoice } from "../core/plan/choices.ts";
import { closingItems } from "../core/plan/closings.ts";
import type { ChangePlan, PlanItem, PlanOptions } from "../core/plan/plan.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import { wantedBaseTexts } from "../core/plan/wanted-base-texts.ts";
import { readBaseTexts } from "./base-texts.ts";
import { checkClosings } from "./check-closings.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Run } from "./engine.ts";
import { readReachable } from "./read-reachable.ts";
import { readWorkflows } from "./read-workflows.ts";
import type { Trackers } from "./trackers.ts";

/**
 * Reads what only a first plan can tell to be of use: where tickets can be moved to, what new ones
 * can be, what was last agreed on where both sides moved, and whether sections whose tickets were
 * closed are what they claim to be.
 *
 * Gives back the snapshot itself where there is nothing to add.
 */
export async function completeSnapshot(
  deps: Pick<EngineDeps, "files" | "history">,
  trackers: Trackers,
  taken: Snapshot,
  options: PlanOptions,
  plan: ChangePlan,
  run: Run,
): Promise<Snapshot> {
  const closings = await checkClosings(deps, taken, plan, run);
  const snapshot = closings.size === 0 ? taken : { ...taken, closings };
  const everyMove = { ...plan, items: [...plan.items, ...possibleMoves(snapshot, options, plan)] };
  const [reachable, workflows, baseTexts] = await Promise.all([
    readReachable(trackers, snapshot, everyMove),
    readWorkflows(trackers, snapshot, plan),
    readBaseTexts(deps.files, wantedBaseTexts(snapshot, plan)),
  ]);
  const isEmpty = reachable.size === 0 && workflows.size === 0 && baseTexts.size === 0;
  return isEmpty ? snapshot : { ...snapshot, reachable, workflows, baseTexts };
}

/** The moves that would follow if a person kept the spec wherever the status is held. */
function possibleMoves(snapshot: Snapshot, options: PlanOptions, plan: ChangePlan): PlanItem[] {
  const closing = snapshot.config.verifyOnClose === "require" ? closingItems(plan) : [];
  const conflicts = [...plan.held.filter((one) => one.reason === "conflict/status"), ...closing];
  if (conflicts.length === 0) return [];
  const reopened = closing.map((one) => [choiceKey(one, "status"), "spec"] as const);
  const choices = new Map<string, FieldChoice>([...(options.choices ?? []), ...reopened]);
  const { items } = buildPlan(snapshot, { ...options, onConflict: "spec", choices });
  return items.filter(
    (item) =>
      item.kind === "transition-ticket" &&
      conflicts.some((one) => one.file === item.file && one.sectionIndex === item.sectionIndex),
  );
}
