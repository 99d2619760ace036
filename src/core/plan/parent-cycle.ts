import type { SystemConfig } from "../config/config.ts";
import { parseTicketId } from "../model/ticket-ref.ts";
import type { PlanItem } from "./plan.ts";
import type { Snapshot } from "./snapshot.ts";
import { comparableKey } from "./ticket-keys.ts";

/**
 * Tells whether a ticket stands above the one that is to become its parent.
 *
 * The trackers' own parents count, as far as they were read, changed by what the plan does
 * before. No tracker can hold a ring of parents, and one that tried would hide its tickets.
 */
export function wouldCycle(
  { tickets }: Pick<Snapshot, "tickets">,
  items: readonly PlanItem[],
  system: SystemConfig,
  key: string,
  parentKey: string,
): boolean {
  const name = (one: string): string => comparableKey(system, one);
  const parents = new Map<string, string | null>();
  for (const [id, reading] of tickets) {
    const ref = parseTicketId(id);
    if (ref?.system !== system.system || reading.kind !== "found") continue;
    const { parentKey: above } = reading.ticket;
    parents.set(name(ref.key), above === null ? null : name(above));
  }
  for (const item of items) {
    const ref = item.ticket === null ? undefined : parseTicketId(item.ticket);
    if (item.kind !== "link-parent" || ref?.system !== system.system) continue;
    parents.set(name(ref.key), item.parent?.kind === "ticket" ? name(item.parent.key) : null);
  }
  const seen = new Set<string>();
  let at: string | null = name(parentKey);
  while (at !== null && !seen.has(at)) {
    if (at === name(key)) return true;
    seen.add(at);
    at = parents.get(at) ?? null;
  }
  return false;
}
