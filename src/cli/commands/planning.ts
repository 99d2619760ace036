import type { ChangePlan, ConflictChoice, PlanOptions } from "../../core/plan/plan.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { Problem } from "../../core/kernel/problem.ts";
import type { Refusal } from "../../sync/engine.ts";
import { ATTENTION, MISUSE, type ExitCode } from "../exit-codes.ts";
import type { CommandContext } from "../context.ts";
import { selectNarrowed, type Narrowing } from "../narrow-scope.ts";
import type { Workspace } from "../workspace.ts";

/** The options that shape a plan, as they stand on the command line. */
export interface PlanFlags extends Narrowing {
  readonly direction: PlanOptions["direction"];
  readonly onConflict: ConflictChoice;
  /** Every ticket is read, also where nothing has changed since an earlier run. */
  readonly isFull: boolean;
}

/** Why there is no plan, and what the shell is told. */
export interface NoPlan {
  readonly problems: readonly Problem[];
  readonly exit: ExitCode;
}

/** Plans for the sections that the arguments name. */
export async function makePlan(
  context: CommandContext,
  workspace: Workspace,
  words: readonly string[],
  { direction, onConflict, ...narrowing }: Omit<PlanFlags, "isFull">,
): Promise<Result<ChangePlan, NoPlan>> {
  const selection = await selectNarrowed(context, workspace, words, narrowing);
  if (!selection.ok) return err({ problems: [selection.error], exit: MISUSE });
  const { scope, asked, includes } = selection.value;
  const plan = await workspace.engine.plan(scope, { direction, onConflict, asked }, workspace.run);
  if (!plan.ok) return err(noPlan(plan.error));
  const isMeant = (one: { file: string; sectionId: string }): boolean =>
    includes(one.file, one.sectionId);
  const { items, held } = plan.value;
  return ok({ ...plan.value, items: items.filter(isMeant), held: held.filter(isMeant) });
}

/** What a refusal of the engine means for the shell. */
export function noPlan({ kind, problems }: Refusal): NoPlan {
  switch (kind) {
    case "broken-config":
    case "no-model":
    case "no-tracker":
      return { problems, exit: MISUSE };
    case "not-begun":
      return { problems, exit: ATTENTION };
    case "cancelled":
      return { problems: [...problems, CANCELLED], exit: ATTENTION };
  }
}

const CANCELLED: Problem = {
  code: "cli/cancelled",
  severity: "error",
  line: null,
  message: "The run was cancelled. Nothing was changed.",
};

/** A plan without items, so that the document keeps its shape when there is none. */
export function emptyPlan(takenAt: string, problems: readonly Problem[]): ChangePlan {
  return {
    planVersion: 1,
    takenAt,
    items: [],
    held: [],
    agreements: [],
    settledIntents: [],
    references: [],
    problems,
  };
}
