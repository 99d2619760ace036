import type { Problem } from "../core/kernel/problem.ts";
import type { CycleOutcome } from "./cycle-config.ts";
import type { SystemState } from "./cycle-state.ts";
import type { CycleSystem } from "./ticket-links.ts";

export interface CompletionReport {
  readonly cycle: string | null;
  readonly outcome: CycleOutcome | null;
  readonly systems: readonly SystemCompletion[];
  readonly problems: readonly Problem[];
}

/** How one tracker's ticket was brought up to date. `reason` says why something was left out. */
export interface SystemCompletion {
  readonly system: CycleSystem;
  readonly key: string | null;
  readonly state: SystemState;
  readonly transition: {
    readonly from: string;
    readonly to: string;
    readonly done: boolean;
  } | null;
  readonly comment: { readonly posted: boolean; readonly text: string } | null;
  readonly reconciled: boolean;
  readonly reason: string | null;
}
