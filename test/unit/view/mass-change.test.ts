import assert from "node:assert/strict";
import { massChangeWarning } from "../../../src/core/view/mass-change.ts";
import { aPlan, aSetStatus, ITEM } from "../../support/a-plan.ts";
import type { SpecState } from "../../../src/core/model/status.ts";

suite("a mass change", () => {
  const warning = (state: SpecState, count: number, linked: number) =>
    massChangeWarning(
      aPlan(Array.from({ length: count }, (_, index) => aSetStatus(state, { id: `i${index}` }))),
      linked,
      (item) => item.to === "done",
    );

  test("begins with more than twenty status changes", () => {
    assert.equal(warning("in_progress", 20, 1000), null);
    assert.match(warning("in_progress", 21, 1000) ?? "", /21 statuses/);
  });

  test("begins with closings that touch more than a quarter of the links", () => {
    assert.equal(warning("done", 5, 20), null);
    assert.match(warning("done", 6, 20) ?? "", /close 6 of 20 linked sections/);
  });

  test("is never a single closing", () => assert.equal(warning("done", 1, 1), null));

  test("is not the first creation of tickets", () => {
    const draft = {
      ...ITEM,
      kind: "insert-link",
      isShadow: false,
      intentId: null,
      wanted: null,
    } as const;
    const items = Array.from({ length: 50 }, () => ({
      ...draft,
      link: { system: "local", key: "LOCAL-1" } as const,
    }));
    assert.equal(
      massChangeWarning(aPlan(items), 0, () => true),
      null,
    );
  });
});
