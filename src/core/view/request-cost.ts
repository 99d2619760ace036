import { assertNever } from "../kernel/assert-never.ts";
import type { SystemName } from "../model/ticket-ref.ts";
import type { PlanItem } from "../plan/plan.ts";

/** How many requests a plan may take at one tracker. */
export interface RequestCost {
  readonly system: SystemName;
  /** Never fewer than it takes when all goes well; reads and writes together. */
  readonly most: number;
}

interface Prices {
  /** Reading the tickets again and, where there is one, the workflow. */
  readonly opening: number;
  readonly create: number;
  readonly update: number;
  readonly move: number;
}

/** Measured against the doubles of each tracker; a test holds them to it. */
const PRICES: Readonly<Record<Exclude<SystemName, "local">, Prices>> = {
  jira: { opening: 2, create: 3, update: 5, move: 6 },
  linear: { opening: 2, create: 1, update: 2, move: 2 },
  github: { opening: 2, create: 3, update: 3, move: 3 },
  "azure-devops": { opening: 3, create: 2, update: 3, move: 3 },
};

/**
 * Estimates what it costs to apply items of a plan.
 *
 * Shape:  one entry for each tracker behind a network that is asked, in the order of the items.
 * Units:  requests, as a bound: reads that fail and are repeated come on top.
 */
export function requestCost(items: readonly PlanItem[]): RequestCost[] {
  const most = new Map<SystemName, number>();
  const opened = new Set<string>();
  for (const item of items) {
    const { system, target, project } = item;
    if (system === "local") continue;
    const prices = PRICES[system];
    const place = JSON.stringify([target, project]);
    const opening = opened.has(place) ? 0 : prices.opening;
    opened.add(place);
    most.set(system, (most.get(system) ?? 0) + opening + priceOf(item, prices));
  }
  return [...most].map(([system, sum]) => ({ system, most: sum }));
}

function priceOf(item: PlanItem, { create, update, move }: Prices): number {
  switch (item.kind) {
    case "create-ticket":
    case "create-shadow":
      return create;
    case "update-ticket":
    case "link-parent":
    case "link-pull-request":
    case "comment":
      return update;
    case "transition-ticket":
      return move;
    case "close-ticket":
      return move + update;
    case "insert-link":
    case "set-status":
    case "set-text":
    case "set-title":
    case "check-criterion":
    case "add-criterion":
    case "reword-criterion":
    case "remove-criterion":
    case "add-section":
    case "add-evidence":
      return 0;
    default:
      return assertNever(item);
  }
}
