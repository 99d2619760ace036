import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { countRequests, LINKED, MOST_REQUESTS } from "../support/remote/count-requests.ts";
import { countRecalled, MOST_RECALLED_REQUESTS } from "../support/remote/count-recalled.ts";
import { DIRECT_SYSTEMS, SYSTEMS } from "../support/remote/systems.ts";

suite(`${LINKED} linked sections`, () => {
  for (const system of SYSTEMS) {
    test(`${system.name}: their status costs at most ${MOST_REQUESTS} requests, and an unchanged sync writes nothing`, async () => {
      const { status, unchanged, changedText } = await countRequests(system);
      assert.ok(status.total <= MOST_REQUESTS, `${status.total} requests`);
      assert.equal(status.writes, 0);
      assert.ok(unchanged.total <= MOST_REQUESTS, `${unchanged.total} requests`);
      assert.equal(unchanged.writes, 0);
      assert.equal(changedText, false);
    }).timeout(120_000);
  }

  for (const system of DIRECT_SYSTEMS) {
    test(`${system.name}: what an earlier run has read is not read again, and the plan is the same`, async () => {
      const { whole, unchanged, changed, plans } = await countRecalled(system);
      const [full, recalled] = plans;
      assert.equal(recalled.items.length, 3);
      assert.deepEqual({ ...recalled, takenAt: full.takenAt }, full);
      assert.ok(changed <= MOST_RECALLED_REQUESTS, `${changed} requests`);
      assert.ok(changed < whole, `${changed} requests, ${whole} for all`);
      assert.ok(unchanged < changed, `${unchanged} requests without a change`);
    }).timeout(120_000);
  }
});
