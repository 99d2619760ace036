import assert from "node:assert/strict";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { fileProblem } from "../../support/memory-file-store.ts";
import { aWorkspace, SPEC } from "../../support/workspace.ts";

const TEXT = `## A
<!-- canon:system:a status:todo -->

One.

## B
<!-- canon:system:b status:in_progress -->

Two.
`;

const MOST_WRITES = 40;

suite("a sync on a disk that is full from some write on", () => {
  test("names what failed, loses nothing, and is made good by the next sync", async () => {
    for (let step = 1; step <= MOST_WRITES; step++) {
      const workspace = aWorkspace(TEXT);
      let failures = 0;
      workspace.store.beforeWrite = (path, n) => {
        if (n < step) return undefined;
        failures += 1;
        return fileProblem("file/disk-full", path);
      };
      const plan = await workspace.plan();

      const report = await workspace.engine.apply(approvePlan(plan), UNATTENDED);
      workspace.store.beforeWrite = undefined;
      if (failures === 0) return;

      const at = `full from write ${step} on`;
      const said = report.ok
        ? [...report.value.results.map(({ error }) => error), ...report.value.problems]
        : report.error.problems;
      assert.match(
        JSON.stringify(said),
        /file\/disk-full|simulated|could not be written/i,
        `${at}: ${JSON.stringify(said)}`,
      );
      await workspace.sync();
      const tickets = [...workspace.store.files.keys()].filter((path) =>
        /LOCAL-\d+\.md$/.test(path),
      );
      assert.equal(tickets.length, 2, `${at}: ${tickets.join()}`);
      const without = workspace.text(SPEC).replace(/<!-- canon:ticket:.* -->\n/g, "");
      assert.equal(without, TEXT, at);
      assert.deepEqual((await workspace.plan()).items, [], at);
    }
    assert.fail(`a sync of two sections made more than ${MOST_WRITES} writes`);
  });
});
