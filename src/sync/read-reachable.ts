import type { SystemConfig } from "../core/config/config.ts";
import { parseTicketId, type TicketId } from "../core/model/ticket-ref.ts";
import { systemAt } from "../core/plan/connections.ts";
import type { ChangePlan } from "../core/plan/plan.ts";
import type { Snapshot } from "../core/plan/snapshot.ts";
import type { Trackers } from "./trackers.ts";

/** Asks each connection once where the tickets with a planned move can be moved to. */
export async function readReachable(
  trackers: Trackers,
  { config }: Snapshot,
  plan: ChangePlan,
): Promise<Map<TicketId, readonly string[] | null>> {
  const questions = plan.items.flatMap((item) => {
    const system: SystemConfig | null = systemAt(config, item);
    const ref = item.ticket === null ? undefined : parseTicketId(item.ticket);
    const isMove = item.kind === "transition-ticket" || item.kind === "close-ticket";
    return !isMove || system === null || ref === undefined ? [] : [{ system, ref }];
  });
  return questions.length === 0 ? new Map() : trackers.reachable(questions);
}
