import type { OpenTracker } from "../../adapters/catalog.ts";
import type { CancelSignal } from "../../core/kernel/cancel.ts";
import { err, ok, type Result } from "../../core/kernel/result.ts";
import type { WorkflowDescription } from "../../core/model/ticket.ts";
import type { RemoteSystem } from "../credentials/systems.ts";

export interface ProjectName {
  readonly system: RemoteSystem;
  readonly project: string;
  readonly host: string | null;
}

/**
 * Asks the tracker whether a project is there, and what its tickets can be.
 *
 * Errors: the tracker's own sentence about what is wrong.
 */
export async function lookUpProject(
  open: OpenTracker,
  { system, project, host }: ProjectName,
  signal: CancelSignal,
): Promise<Result<WorkflowDescription, string>> {
  const target = { name: system, system, project, host, extraStates: [] };
  const tracker = await open(target, signal);
  if (!tracker.ok) return err(tracker.error.message);
  const workflow = await tracker.value.describeWorkflow(signal);
  if (!workflow.ok) return err(workflow.error.message);
  // Labels need no look at the repository, so that this alone says whether it is there.
  const newest = await tracker.value.newestKey(signal);
  return newest.ok ? ok(workflow.value) : err(newest.error.message);
}
