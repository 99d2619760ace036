import assert from "node:assert/strict";
import { chooseSides, sectionKey } from "../../../src/core/plan/choose-sides.ts";
import type { ConflictChoice } from "../../../src/core/plan/plan.ts";
import { aHeldItem, aPlan, aSetStatus } from "../../support/a-plan.ts";

suite("a side for each section in conflict", () => {
  const conflict = aHeldItem({ sectionIndex: 1 });
  const ordinary = (id: string) => aSetStatus("todo", { id, sectionIndex: 2 });
  const plans = {
    hold: aPlan([ordinary("plain")], [conflict, aHeldItem({ sectionIndex: 3 })]),
    tracker: aPlan([aSetStatus("todo", { id: "tracker", sectionIndex: 1 }), ordinary("other")]),
    spec: aPlan([aSetStatus("done", { id: "spec", sectionIndex: 1 }), ordinary("another")]),
  };
  const chosen = (choice: ConflictChoice) =>
    chooseSides(plans, new Map([[sectionKey(conflict), choice]]));

  test("takes the changes of that side for the section, in the order of the file", () =>
    assert.deepEqual(
      chosen("tracker").items.map(({ id }) => id),
      ["tracker", "plain"],
    ));

  test("takes nothing else from the other plans", () =>
    assert.deepEqual(
      chosen("spec").items.map(({ id }) => id),
      ["spec", "plain"],
    ));

  test("holds what was not decided", () => {
    assert.deepEqual(
      chosen("hold").items.map(({ id }) => id),
      ["plain"],
    );
    assert.deepEqual(
      chosen("tracker").held.map(({ sectionIndex }) => sectionIndex),
      [3],
    );
  });
});
