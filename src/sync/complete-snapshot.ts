import { buildPlan } from "../core/plan/build-plan.ts";
import type { ChangePlan, PlanItem, PlanOptions } from "../core/plan/plan.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import { wantedBaseTexts } from "../core/plan/wanted-base-texts.ts";
import type { FileStore } from "../ports/file-store.ts";
import { readBaseTexts } from "./base-texts.ts";
import { readReachable } from "./read-reachable.ts";
import { readWorkflows } from "./read-workflows.ts";
import type { Trackers } from "./trackers.ts";

/**
 * Reads what only a first plan can tell to be of use: where tickets can be moved to, what new ones
 * can be, and what was last agreed on where both sides moved.
 *
 * Gives back the snapshot itself where there is nothing to add.
 */
export async function completeSnapshot(
  files: FileStore,
  trackers: Trackers,
  snapshot: Snapshot,
  options: PlanOptions,
  plan: ChangePlan,
): Promise<Snapshot> {
  const everyMove = { ...plan, items: [...plan.items, ...possibleMoves(snapshot, options, plan)] };
  const [reachable, workflows, baseTexts] = await Promise.all([
    readReachable(trackers, snapshot, everyMove),
    readWorkflows(trackers, snapshot, plan),
    readBaseTexts(files, wantedBaseTexts(snapshot, plan)),
  ]);
  const isEmpty = reachable.size === 0 && workflows.size === 0 && baseTexts.size === 0;
  return isEmpty ? snapshot : { ...snapshot, reachable, workflows, baseTexts };
}

/** The moves that would follow if a person kept the spec wherever the status is held. */
function possibleMoves(snapshot: Snapshot, options: PlanOptions, { held }: ChangePlan): PlanItem[] {
  const conflicts = held.filter((one) => one.reason === "conflict/status");
  if (conflicts.length === 0) return [];
  const { items } = buildPlan(snapshot, { ...options, onConflict: "spec" });
  return items.filter(
    (item) =>
      item.kind === "transition-ticket" &&
      conflicts.some((one) => one.file === item.file && one.sectionIndex === item.sectionIndex),
  );
}
