import type { Problem } from "../core/kernel/problem.ts";
import type { SafeText } from "../core/kernel/safe-text.ts";
import type { Finding } from "../core/redact/redact.ts";
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
  readonly comment: CompletionComment | null;
  readonly reconciled: boolean;
  readonly reason: string | null;
}

/** The comment of a completion, exactly as it is sent. */
export interface CompletionComment {
  readonly posted: boolean;
  readonly text: SafeText;
  /** What was masked in it, kinds and counts alone. */
  readonly redacted: readonly Finding[];
  /** Whether the ticket had it before, so that it is not posted again. */
  readonly already: boolean;
}
