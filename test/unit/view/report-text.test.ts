import assert from "node:assert/strict";
import { doneSentence, failureSentence, nothingToDo } from "../../../src/core/view/report-text.ts";
import { aHeldItem, aPlan } from "../../support/a-plan.ts";

const NOTHING = { created: 0, updated: 0, transitioned: 0, specEdits: 0, held: 0, failed: 0 };

suite("the summary of a run", () => {
  test("counts what was done in one sentence", () =>
    assert.equal(
      doneSentence({ ...NOTHING, created: 2, transitioned: 1, specEdits: 1 }),
      "Canon created 2 tickets, moved 1 ticket and made 1 edit in specs.",
    ));

  test("says nothing when nothing was done", () => assert.equal(doneSentence(NOTHING), null));

  test("names the first failure and counts the rest", () => {
    const failures = [1, 2, 3].map((n) => ({ name: `S${n}`, error: "Gone." }));
    assert.equal(failureSentence(failures), "S1: Gone. 2 more in the log.");
  });

  test("makes no link of what somebody else wrote", () =>
    assert.doesNotMatch(failureSentence([{ name: "[x](command:y)", error: "" }]), /\]\(/));

  test("tells an agreement from things that wait for a person", () => {
    assert.match(nothingToDo(aPlan([])), /agree/);
    assert.match(nothingToDo(aPlan([], [aHeldItem()])), /1 item held for you/);
  });
});
