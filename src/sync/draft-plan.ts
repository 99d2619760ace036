import { ok, type Result } from "../core/kernel/result.ts";
import type { SpecDocument } from "../core/model/spec.ts";
import { buildPlan } from "../core/plan/build-plan.ts";
import type { Choices } from "../core/plan/choices.ts";
import type { ChangePlan, PlanOptions } from "../core/plan/plan.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import { asIfSet } from "./as-if-set.ts";
import { completeSnapshot } from "./complete-snapshot.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { PlanDraft, Refusal, Run, Scope } from "./engine.ts";
import { onlySection } from "./only-section.ts";
import { recallFor, type Recall } from "./recall.ts";
import type { Trackers } from "./trackers.ts";

export type TakeSnapshot = (recall: Recall | undefined) => Promise<Result<Snapshot, Refusal>>;

interface DraftParts {
  readonly deps: EngineDeps;
  readonly trackers: Trackers;
  readonly take: TakeSnapshot;
  readonly parse: (text: string) => SpecDocument;
}

/** Reads the world and plans it, so that a person's choices can be planned without another look. */
export async function draftPlan(
  { deps, trackers, take, parse }: DraftParts,
  scope: Scope,
  options: PlanOptions,
  run: Run,
): Promise<Result<PlanDraft, Refusal>> {
  const planOf = (snapshot: Snapshot): ChangePlan =>
    onlySection(buildPlan(snapshot, options), scope);
  const recall = recallFor(deps, trackers, run, options, planOf);
  const taken = asIfSet(await take(recall), options, parse);
  if (!taken.ok) return taken;
  const first = (recall?.planOf ?? planOf)(taken.value);
  await recall?.recalled.keep();
  const known = await completeSnapshot(deps, trackers, taken.value, options, first, run);
  const planWith = (choices: Choices): ChangePlan =>
    onlySection(buildPlan(known, { ...options, choices }), scope);
  const isKnown = known === taken.value;
  const plan = isKnown ? first : planWith(options.choices ?? new Map());
  return ok({ plan, planWith, snapshot: known });
}
