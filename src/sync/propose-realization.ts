import type { Result } from "../core/kernel/result.ts";
import { approvePlan } from "../core/plan/approve.ts";
import type { ChangePlan } from "../core/plan/plan.ts";
import { isForPullRequest } from "../core/plan/pull-request.ts";
import type { Engine, Refusal, Run } from "./engine.ts";
import type { ApplyReport, PullRequestReport } from "./report.ts";

/** The edits of specs go to a pull request; tickets are told here and now, as the work is merged. */
export async function proposeRealization(
  engine: Pick<Engine, "apply" | "openPullRequest">,
  plan: ChangePlan,
  leftOut: ReadonlySet<string>,
  run: Run,
): Promise<Result<PullRequestReport, Refusal>> {
  const items = plan.items.filter(({ id }) => !leftOut.has(id));
  const edits = items.filter(isForPullRequest).map(({ id }) => id);
  const others = items.filter((item) => !isForPullRequest(item)).map(({ id }) => id);
  const opened = await engine.openPullRequest(approvePlan(plan, union(leftOut, others)), run);
  if (!opened.ok) return opened;
  const told = await engine.apply(approvePlan(plan, union(leftOut, edits)), run);
  if (!told.ok) return told;
  return { ok: true, value: joined(items, opened.value, told.value) };
}

function union(all: ReadonlySet<string>, more: readonly string[]): Set<string> {
  return new Set([...all, ...more]);
}

function joined(
  items: ChangePlan["items"],
  opened: PullRequestReport,
  told: ApplyReport,
): PullRequestReport {
  const results = new Map([...opened.results, ...told.results].map((one) => [one.item.id, one]));
  return {
    ...opened,
    results: items.flatMap(({ id }) => results.get(id) ?? []),
    problems: [...new Set([...opened.problems, ...told.problems])],
    requests: told.requests,
    runId: told.runId,
  };
}
