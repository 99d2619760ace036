import assert from "node:assert/strict";
import * as fc from "fast-check";
import { patchLines } from "../../../src/core/kernel/patch-lines.ts";

suite("the lines that a patch wrote", () => {
  test("are counted in the new text, hunk by hunk", () => {
    const patch = [
      "diff --git a/a b/a", "--- a/a", "+++ b/a",
      "@@ -1,3 +1,4 @@ name", " one", "-two", "+Two", "+more", " three",
      "@@ -10 +11,2 @@", "+++ not a header", " ten",
      "\\ No newline at end of file",
    ].join("\n"); // prettier-ignore
    assert.deepEqual(patchLines(patch), [
      { startLine: 2, endLine: 3 },
      { startLine: 11, endLine: 11 },
    ]);
  });

  test("are none where something was only taken away", () => {
    assert.deepEqual(patchLines("@@ -1,2 +0,0 @@\n-a\n-b"), []);
  });

  test("are not guessed where the patch breaks off or is none", () => {
    assert.equal(patchLines("@@ -1,2 +1,3 @@\n one"), null);
    assert.equal(patchLines("@@ -1 +1 @@\n?"), null);
  });

  test("are the written ones, wherever they stand", () => {
    const lines = fc.array(fc.constantFrom("+", " ", "-"), { maxLength: 60 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 999 }), (signs, from) => {
        const now = signs.filter((sign) => sign !== "-");
        const head = `@@ -1,${signs.filter((sign) => sign !== "+").length} +${from},${now.length} @@`;
        const runs = patchLines([head, ...signs.map((sign) => `${sign}x`)].join("\n"));
        const found = (runs ?? []).flatMap(({ startLine, endLine }) =>
          Array.from({ length: endLine - startLine + 1 }, (_, index) => startLine + index),
        );
        const wanted = now.flatMap((sign, index) => (sign === "+" ? [from + index] : []));
        assert.deepEqual(found, wanted);
      }),
    );
  });
});
