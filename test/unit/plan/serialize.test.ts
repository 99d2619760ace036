import assert from "node:assert/strict";
import { readPlan } from "../../../src/core/plan/serialize.ts";
import { planToJson } from "../../../src/sync/report-json.ts";
import { aWorkspace } from "../../support/workspace.ts";

const REQUESTS = { total: 0, reads: 0, writes: 0, byHost: {} };

const SPEC_TEXT = "## Retry\n<!-- canon:system:retry status:todo -->\n\nTry again.\n";

suite("a plan in a file", () => {
  test("comes back as it was written", async () => {
    const plan = await aWorkspace(SPEC_TEXT).plan();
    const read = readPlan(JSON.parse(JSON.stringify(planToJson(plan, REQUESTS))));
    assert.deepEqual(read, { ok: true, value: { ...plan, problems: [] } });
  });

  test("is refused with the place that does not fit", async () => {
    const plan = planToJson(await aWorkspace(SPEC_TEXT).plan(), REQUESTS);
    for (const broken of [null, [], "x", { ...plan, planVersion: 2 }, { ...plan, items: [{}] }]) {
      const read = readPlan(JSON.parse(JSON.stringify(broken)));
      assert.equal(read.ok ? "read" : read.error.code, "plan/unreadable");
    }
  });

  test("has its outgoing texts redacted again", async () => {
    const plan = await aWorkspace(SPEC_TEXT).plan();
    const key = `AKIA${"Q".repeat(16)}`;
    const json = JSON.stringify(planToJson(plan, REQUESTS)).replace("Try again.", `use ${key}`);
    const read = readPlan(JSON.parse(json));
    assert.ok(read.ok);
    assert.doesNotMatch(JSON.stringify(read.value), new RegExp(key));
  });
});
