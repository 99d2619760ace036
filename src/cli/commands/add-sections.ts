import { approvePlan } from "../../core/plan/approve.ts";
import type { Comparison } from "../../sync/comparison.ts";
import type { Workspace } from "../workspace.ts";

/** What became of one new behaviour that a section was asked for. */
export interface AddedSection {
  /** The finding's. */
  readonly name: string;
  readonly file: string | null;
  readonly sectionId: string | null;
  readonly outcome: string;
  readonly error: string | null;
}

/** Adds a draft section for each new behaviour, one after the other; each can be undone alone. */
export async function addSections(
  { engine, run }: Workspace,
  { findings }: Comparison,
): Promise<AddedSection[]> {
  const added: AddedSection[] = [];
  for (const finding of findings) {
    if (finding.kind !== "unspecified" || run.signal.aborted) continue;
    const { name } = finding;
    const failed = (error: string): AddedSection => ({
      ...{ name, file: null, sectionId: null, outcome: "failed", error },
    });
    const plan = await engine.changes.planSection(finding, null, run);
    if (!plan.ok) {
      added.push(failed(plan.error.message));
      continue;
    }
    const report = await engine.apply(approvePlan(plan.value), run);
    const result = report.ok ? report.value.results[0] : undefined;
    if (result === undefined) {
      const [problem] = report.ok ? report.value.problems : report.error.problems;
      added.push(failed(problem?.message ?? "It was not written."));
      continue;
    }
    const { item, outcome, error } = result;
    added.push({ name, file: item.file, sectionId: item.sectionId, outcome, error });
  }
  return added;
}
