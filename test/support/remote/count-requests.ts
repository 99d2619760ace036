import assert from "node:assert/strict";
import type { RequestCount } from "../../../src/ports/request-meter.ts";
import { SPEC } from "../workspace.ts";
import { onTracker } from "./remote-workspace.ts";
import { specOf } from "./sections.ts";
import type { TrackedSystem } from "./systems.ts";

export const LINKED = 1000;
export const MOST_REQUESTS = 12;

export interface RequestCounts {
  /** A plan that only looks at the tickets. */
  readonly status: RequestCount;
  /** A sync, both ways, of a workspace in which nothing has changed. */
  readonly unchanged: RequestCount;
  readonly changedText: boolean;
}

/** Counts what 1,000 linked sections cost at one tracker. */
export async function countRequests(system: TrackedSystem): Promise<RequestCounts> {
  const counts: RequestCounts[] = [];
  await onTracker(system, specOf(0), async (workspace) => {
    const keys = workspace.double.seed(LINKED);
    const link = (index: number) =>
      `<!-- canon:ticket:${system.system}:${String(keys[index])} -->\n`;
    workspace.store.files.set(SPEC, specOf(LINKED, link));
    const plan = await workspace.plan({ direction: "reverse" });
    assert.deepEqual(plan.held, []);
    const status = workspace.cost();

    await workspace.sync();
    const before = workspace.text();
    const report = await workspace.sync();
    assert.deepEqual(report.results, []);
    const unchanged = workspace.cost();
    counts.push({ status, unchanged, changedText: workspace.text() !== before });
  });
  const [counted] = counts;
  assert.ok(counted);
  return counted;
}
