import { workflowKey } from "../core/plan/check-type.ts";
import { systemAt } from "../core/plan/connections.ts";
import type { ChangePlan, CreateShadowItem, CreateTicketItem } from "../core/plan/plan.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import type { SystemName } from "../core/model/ticket-ref.ts";
import type { WorkflowDescription } from "../core/model/ticket.ts";
import type { Trackers } from "./trackers.ts";

/** Their tickets have no types, whatever the configuration names. */
const WITHOUT_TYPES: ReadonlySet<SystemName> = new Set(["linear", "local"]);

/**
 * Asks each connection that gets new tickets once what its tickets can be.
 *
 * A connection that does not say is absent: the create itself then tells.
 */
export async function readWorkflows(
  trackers: Trackers,
  { config }: Snapshot,
  plan: ChangePlan,
): Promise<Map<string, WorkflowDescription>> {
  const byConnection = new Map<string, (CreateTicketItem | CreateShadowItem)[]>();
  for (const item of plan.items) {
    if (item.kind !== "create-ticket" && item.kind !== "create-shadow") continue;
    if (item.draft.type === null) continue;
    if (WITHOUT_TYPES.has(item.system)) continue;
    const key = workflowKey(item);
    byConnection.set(key, [...(byConnection.get(key) ?? []), item]);
  }
  const asked = [...byConnection].map(async ([key, items]) => {
    const [first] = items;
    const system = first === undefined ? null : systemAt(config, first);
    const types = [...new Set(items.flatMap(({ draft }) => draft.type ?? []))];
    const workflow = system === null ? null : await trackers.workflow(system, types);
    return workflow === null ? [] : [[key, workflow] as const];
  });
  return new Map((await Promise.all(asked)).flat());
}
