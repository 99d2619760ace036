import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { TransitionTicketItem } from "../../../src/core/plan/plan.ts";
import { requestCost } from "../../../src/core/view/request-cost.ts";
import { aSetStatus, ITEM } from "../../support/a-plan.ts";

suite("what the items of a plan cost", () => {
  test("nothing, where nothing leaves the machine", () => {
    assert.deepEqual(requestCost([move({ system: "local" }), aSetStatus("done")]), []);
  });

  test("a look at the tracker for an edit of a spec that comes from it", () => {
    const edit = aSetStatus("done", { system: "linear" });
    assert.deepEqual(requestCost([edit]), [{ system: "linear", most: 2 }]);
  });

  test("each tracker and each project is opened once", () => {
    const one = requestCost([move({ system: "jira" })])[0]?.most ?? 0;
    const two = requestCost([move({ system: "jira" }), move({ system: "jira" })])[0]?.most ?? 0;
    const [jira, linear] = requestCost([
      move({ system: "jira" }),
      move({ system: "linear" }),
      move({ system: "jira", project: "OTHER" }),
    ]);
    assert.equal(jira?.most, 2 * one);
    assert.ok(two < 2 * one);
    assert.equal(linear?.system, "linear");
  });
});

function move(changes: Partial<TransitionTicketItem>): TransitionTicketItem {
  return { ...ITEM, kind: "transition-ticket", status: "Done", ...changes };
}
