import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { ChangePlan } from "../../src/core/plan/plan.ts";
import { requestCost } from "../../src/core/view/request-cost.ts";
import { onTracker, type RemoteWorkspace } from "../support/remote/remote-workspace.ts";
import { specOf } from "../support/remote/sections.ts";
import { SYSTEMS } from "../support/remote/systems.ts";
import { SPEC } from "../support/workspace.ts";

const SECTIONS = 5;

suite("what a plan is said to cost", () => {
  for (const system of SYSTEMS) {
    test(`${system.name}: is never less than what it takes, and not far from it`, async () => {
      const counts: { what: string; took: number; said: number }[] = [];
      await onTracker(system, specOf(SECTIONS), async (workspace) => {
        const measure = async (what: string): Promise<void> => {
          const plan = await workspace.plan();
          assert.notEqual(plan.items.length, 0, what);
          counts.push({ what, took: await applying(workspace), said: said(plan) });
        };
        const edit = (from: string | RegExp, to: string): void => {
          workspace.store.files.set(SPEC, workspace.text().replace(from, to));
        };
        edit("status:todo", "status:done");
        edit("status:todo", "status:in_progress");
        await measure("creates, in several statuses");
        edit("status:todo", "status:in_progress");
        await measure("a move");
        edit(/status:todo/g, "status:done");
        await measure("moves");
        if (system.isDirect) {
          edit(/^What part (\d)/gm, "What the part $1");
          await measure("texts");
          edit("What the part 2", "What part 2");
          await measure("a text");
        }
      });
      for (const { what, took, said: most } of counts) {
        assert.ok(took <= most, `${what}: ${took} requests, said were ${most}`);
        assert.ok(most <= 3 * took, `${what}: ${took} requests, said were ${most}`);
      }
    }).timeout(60_000);
  }
});

function said(plan: ChangePlan): number {
  return requestCost(plan.items).reduce((sum, { most }) => sum + most, 0);
}

/** What applying takes beside planning. */
async function applying(workspace: RemoteWorkspace): Promise<number> {
  const planning = workspace.cost().total;
  await workspace.sync();
  return workspace.cost().total - planning;
}
