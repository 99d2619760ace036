import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { countRequests, LINKED, MOST_REQUESTS } from "../support/remote/count-requests.ts";
import { SYSTEMS } from "../support/remote/systems.ts";

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
});
