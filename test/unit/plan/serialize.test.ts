import assert from "node:assert/strict";
import { readPlan } from "../../../src/core/plan/serialize.ts";
import { planToJson } from "../../../src/sync/report-json.ts";
import { withShadows } from "../../support/two-trackers.ts";
import { aWorkspace } from "../../support/workspace.ts";

const REQUESTS = { total: 0, reads: 0, writes: 0, byHost: {} };

const SPEC_TEXT = "## Retry\n<!-- canon:system:retry status:todo -->\n\nTry again.\n";

suite("a plan in a file", () => {
  test("comes back as it was written", async () => {
    const plan = await aWorkspace(SPEC_TEXT).plan();
    const read = readPlan(JSON.parse(JSON.stringify(planToJson(plan, REQUESTS))));
    assert.deepEqual(read, { ok: true, value: { ...plan, problems: [] } });
  });

  test("comes back with all that it says of copies", async () => {
    const workspace = withShadows(SPEC_TEXT);
    workspace.github.losesAnswer = ({ method }) => method === "createTickets";
    const first = await workspace.plan();
    await workspace.apply(first);
    workspace.github.losesAnswer = undefined;
    const second = await workspace.plan();
    await workspace.apply(second);
    workspace.github.edit("1", (copy) => (copy.title = "Ours"));
    const third = await workspace.plan();
    workspace.github.tickets.clear();
    const fourth = await workspace.plan();
    const plans = [first, second, third, fourth];
    assert.deepEqual(
      plans.map(({ items, held }) => [...items, ...held].map((one) => [kindOf(one), one.shadowOf])),
      [
        [
          ["create-ticket", undefined],
          ["create-shadow", undefined],
        ],
        [["insert-link", "jira:PAY-1"]],
        [["update-ticket", "jira:PAY-1"]],
        [["held", "jira:PAY-1"]],
      ],
    );
    for (const plan of plans) {
      const read = readPlan(JSON.parse(JSON.stringify(planToJson(plan, REQUESTS))));
      assert.deepEqual(read, { ok: true, value: { ...plan, problems: [] } });
    }
  });

  test("takes a link without a word on copies for a section's own ticket", async () => {
    const workspace = withShadows(SPEC_TEXT);
    workspace.jira.losesAnswer = ({ method }) => method === "createTickets";
    await workspace.sync();
    const plan = await workspace.plan();
    const older = JSON.stringify(planToJson(plan, REQUESTS)).replace('"isShadow":false,', "");
    const read = readPlan(JSON.parse(older));
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

function kindOf(one: object): unknown {
  return "kind" in one ? one.kind : "held";
}
