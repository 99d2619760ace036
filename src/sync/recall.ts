import type { ChangePlan, PlanOptions } from "../core/plan/plan.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { Run } from "./engine.ts";
import { RecalledTickets } from "./recalled-tickets.ts";
import type { Trackers } from "./trackers.ts";

/** Tickets of earlier runs, for a plan that says by itself which tickets it rests on. */
export interface Recall {
  readonly recalled: RecalledTickets;
  /** The plan of a snapshot; made once for each. */
  readonly planOf: (snapshot: Snapshot) => ChangePlan;
}

/** Undefined where every ticket is to be read. */
export function recallFor(
  { ticketMemory: memory, clock, redact }: EngineDeps,
  trackers: Trackers,
  { signal }: Run,
  { intended }: PlanOptions,
  planOf: (snapshot: Snapshot) => ChangePlan,
): Recall | undefined {
  // What a person is about to set is no part of the snapshot that the tickets are chosen for.
  if (memory === undefined || intended !== undefined) return undefined;
  const plans = new WeakMap<Snapshot, ChangePlan>();
  return {
    recalled: new RecalledTickets({ trackers, memory, clock, redact, signal }),
    planOf(snapshot) {
      const plan = plans.get(snapshot) ?? planOf(snapshot);
      plans.set(snapshot, plan);
      return plan;
    },
  };
}
