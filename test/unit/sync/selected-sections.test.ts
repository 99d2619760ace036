import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import type { Scope } from "../../../src/sync/engine.ts";
import { aWorkspace, BOTH_WAYS, SPEC } from "../../support/workspace.ts";

const PARTS = ["keys", "retry", "fraud"].map(
  (id) => `## ${id}\n<!-- canon:system:${id} status:todo -->\n`,
);

suite("a run over some sections of a spec", () => {
  test("plans these and no others", async () => {
    const { engine } = aWorkspace(`# Payments\n\n${PARTS.join("\n")}`);
    const planned = async (...ids: string[]): Promise<string[]> => {
      const sections = new Set(ids.map((id) => `${SPEC}#${id}`));
      const scope: Scope = { paths: [SPEC], section: null, sections };
      const plan = await engine.plan(scope, BOTH_WAYS, UNATTENDED);
      assert.ok(plan.ok, JSON.stringify(plan));
      return [...new Set(plan.value.items.map(({ sectionId }) => sectionId))];
    };
    assert.deepEqual(await planned("keys", "fraud"), ["keys", "fraud"]);
    assert.deepEqual(await planned("retry"), ["retry"]);
    assert.deepEqual(await planned(), []);
  });

  test("gives others a turn before each spec is read closely", async () => {
    const { engine } = aWorkspace(`# Payments\n\n${PARTS.join("\n")}`);
    let turns = 0;
    const giveWay = (): Promise<void> => {
      turns += 1;
      return Promise.resolve();
    };
    const { specs } = await engine.readSpecs(
      { paths: null, section: null },
      { ...UNATTENDED, giveWay },
    );
    assert.equal(turns, specs.length);
    assert.equal(turns, 1);
  });
});
