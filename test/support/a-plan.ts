import type { SpecState } from "../../src/core/model/status.ts";
import type { ChangePlan, HeldItem, PlanItem, SetStatusItem } from "../../src/core/plan/plan.ts";

const SECTION = {
  file: "docs/specs/payments.md",
  sectionId: "key-gen",
  sectionIndex: 0,
  ticket: "local:LOCAL-3",
} as const;

/** What every item says; a test adds its kind and what matters to it. */
export const ITEM = {
  ...SECTION,
  id: "item",
  direction: "forward",
  system: "local",
  target: "primary",
  project: null,
  from: null,
  to: null,
  reason: "spec/moved",
  note: null,
  fileHash: "f",
  ticketRevision: "1",
} as const;

export function aSetStatus(state: SpecState, changes: Partial<SetStatusItem> = {}): SetStatusItem {
  const status = { state, blockedBy: null };
  const common = { ...ITEM, direction: "reverse", reason: "tracker/moved", from: "todo" } as const;
  return { ...common, kind: "set-status", to: state, status, ...changes };
}

export function aHeldItem(changes: Partial<HeldItem> = {}): HeldItem {
  return {
    ...SECTION,
    reason: "conflict/status",
    spec: "done",
    tracker: "todo",
    base: "in_progress",
    message: "Both moved.",
    ...changes,
  };
}

export function aPlan(items: readonly PlanItem[], held: readonly HeldItem[] = []): ChangePlan {
  return {
    planVersion: 1,
    takenAt: "2026-01-05T10:00:00Z",
    items,
    held,
    agreements: [],
    settledIntents: [],
    references: [],
    problems: [],
  };
}
