import assert from "node:assert/strict";
import type { HeldItem } from "../../../src/core/plan/plan.ts";
import { conflictQuestion } from "../../../src/core/view/conflict-choices.ts";
import { aHeldItem } from "../../support/a-plan.ts";

function choicesOf(changes: Partial<HeldItem>): readonly string[] | undefined {
  return conflictQuestion(aHeldItem(changes))?.entries.map(({ choice }) => choice);
}

suite("the question that a conflict asks", () => {
  test("offers both sides, and a merge where there is something to merge", () => {
    assert.deepEqual(choicesOf({}), ["tracker", "spec", "hold"]);
    assert.deepEqual(choicesOf({ reason: "conflict/text" }), ["merge", "tracker", "spec", "hold"]);
    assert.deepEqual(choicesOf({ reason: "conflict/title" })?.[0], "merge");
  });

  test("offers no side that has nothing to keep", () => {
    assert.deepEqual(choicesOf({ reason: "conflict/text", tracker: null }), ["spec", "hold"]);
    assert.deepEqual(choicesOf({ reason: "conflict/criteria" }), ["tracker", "spec", "hold"]);
  });

  test("is not asked where no side is the answer", () => {
    assert.equal(choicesOf({ reason: "ticket/missing" }), undefined);
  });

  test("says what was agreed before, or that nobody knows, in one plain line", () => {
    const known = conflictQuestion(aHeldItem({ reason: "conflict/text", base: "One.\n\n[x](y)" }));
    assert.match(known?.prompt ?? "", /Last agreed: One\. /);
    assert.ok(!known?.prompt.includes("\n"));
    const unknown = conflictQuestion(aHeldItem({ reason: "conflict/text", base: null }));
    assert.match(unknown?.prompt ?? "", /not known here/);
  });
});
