import assert from "node:assert/strict";
import { coveredBy, coveringNone } from "../../../src/core/kernel/covered-paths.ts";

const FILES = ["docs/specs/a.md", "docs/specs/deep/b.md", "docs/specs-old/c.md", "d.md"];

suite("paths that cover files", () => {
  for (const [wanted, covered] of [
    [["docs/specs"], ["docs/specs/a.md", "docs/specs/deep/b.md"]],
    [["docs/specs/"], ["docs/specs/a.md", "docs/specs/deep/b.md"]],
    [
      ["docs/specs/deep", "d.md"],
      ["docs/specs/deep/b.md", "d.md"],
    ],
    [["docs/specs/a.md/"], ["docs/specs/a.md"]],
    [["docs/spec"], []],
    [["."], FILES],
    [[""], FILES],
    [[], []],
  ] as const) {
    test(`${JSON.stringify(wanted)} covers ${String(covered.length)} of them`, () => {
      assert.deepEqual(FILES.filter(coveredBy(wanted)), covered);
    });
  }

  test("those that cover nothing are told", () => {
    const wanted = [".", "docs", "docs/specs/", "docs/spec", "docs/specs/a.md", "e.md", ""];
    assert.deepEqual(coveringNone(wanted, FILES), ["docs/spec", "e.md"]);
  });

  test("where there are no files, nothing is covered", () => {
    assert.deepEqual(coveringNone([".", "docs"], []), [".", "docs"]);
  });
});
