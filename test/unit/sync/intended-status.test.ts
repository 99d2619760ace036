import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { specStatus } from "../../../src/core/model/status.ts";
import { approvePlan } from "../../../src/core/plan/approve.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { aWorkspace, BOTH_WAYS, SPEC } from "../../support/workspace.ts";

const TEXT = "# Shop\n\n## 1. Keys\n<!-- canon:system:keys status:todo -->\n\nWords.\n";
const TICKET = ".canon/tickets/LOCAL-1.md";
const SCOPE = { paths: [SPEC], section: { file: SPEC, id: "keys" } };
const intended = { file: SPEC, sectionId: "keys", status: specStatus("in_progress") };

suite("a plan for a status that a person is about to set", () => {
  test("moves the ticket, and holds once the status is set", async () => {
    const workspace = aWorkspace(TEXT);
    await workspace.sync();
    const before = new Map(workspace.store.files);
    const engine = workspace.engine;
    const plan = await engine.plan(SCOPE, { ...BOTH_WAYS, intended }, UNATTENDED);
    assert.ok(plan.ok);
    assert.deepEqual(
      plan.value.items.map(({ kind, to }) => [kind, to]),
      [["transition-ticket", "in_progress"]],
    );
    assert.deepEqual(workspace.store.files, before);

    const set = await engine.setStatus(SPEC, "keys", intended.status, UNATTENDED);
    assert.ok(set.ok);
    const report = await engine.apply(approvePlan(plan.value), UNATTENDED);
    assert.ok(report.ok);
    assert.deepEqual(
      report.value.results.map(({ outcome }) => outcome),
      ["done"],
    );
    assert.match(workspace.text(TICKET), /status: in_progress/);
    const after = await workspace.sync();
    assert.deepEqual(after.results, []);
  });

  test("is refused as long as the status is not set", async () => {
    const workspace = aWorkspace(TEXT);
    await workspace.sync();
    const engine = workspace.engine;
    const plan = await engine.plan(SCOPE, { ...BOTH_WAYS, intended }, UNATTENDED);
    assert.ok(plan.ok);
    const report = await engine.apply(approvePlan(plan.value), UNATTENDED);
    assert.ok(report.ok);
    assert.deepEqual(
      report.value.results.map(({ outcome }) => outcome),
      ["stale"],
    );
    assert.match(workspace.text(TICKET), /status: todo/);
  });

  test("makes a ticket for a section that has none", async () => {
    const workspace = aWorkspace(TEXT.replace("status:todo", "status:draft"));
    const options = { ...BOTH_WAYS, intended };
    const plan = await workspace.engine.plan(SCOPE, options, UNATTENDED);
    assert.ok(plan.ok);
    assert.deepEqual(
      plan.value.items.map(({ kind, to }) => [kind, to]),
      [["create-ticket", "in_progress"]],
    );
  });
});
