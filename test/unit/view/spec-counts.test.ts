import assert from "node:assert/strict";
import type { SpecState } from "../../../src/core/model/status.ts";
import { countsText } from "../../../src/core/view/spec-counts.ts";
import { aSection, aSpec } from "../../support/a-section.ts";

suite("the counts of a spec", () => {
  const spec = aSpec(
    (["done", "done", "todo", "deprecated"] satisfies SpecState[]).map((state) =>
      aSection({ status: { state, blockedBy: null } }),
    ),
  );

  test("leave out what is not work any more", () =>
    assert.equal(countsText(spec, null).text, "Canon 2/3 done"));
  test("name each state that occurs", () =>
    assert.equal(
      countsText(spec, null).tooltip,
      "Payments\nTo do: 1\nDone: 2\nDeprecated: 1\nLinked to a ticket: 4",
    ));
  test("say how many changes wait for a sync", () => {
    assert.equal(countsText(spec, 2).text, "Canon 2/3 done, 2 to sync");
    assert.equal(countsText(spec, 0).text, "Canon 2/3 done");
  });
  test("count nothing in a spec without sections", () =>
    assert.equal(countsText(aSpec([]), null).text, "Canon 0/0 done"));
});
