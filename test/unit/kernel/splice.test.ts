import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices, invertSplices, type Splice } from "../../../src/core/kernel/splice.ts";

suite("splices", () => {
  test("replace what they name and keep the rest", () => {
    const splices = [
      { start: 4, end: 4, text: "!" },
      { start: 0, end: 1, text: "J" },
    ];
    assert.equal(applySplices("Lohn", splices), "John!");
  });

  test("that insert at one place stand in the order in which they were given", () => {
    const splices = [
      { start: 1, end: 1, text: "x" },
      { start: 1, end: 1, text: "y" },
    ];
    assert.equal(applySplices("ab", splices), "axyb");
  });

  test("that overlap are refused", () => {
    const splices = [
      { start: 0, end: 2, text: "" },
      { start: 1, end: 3, text: "" },
    ];
    assert.throws(() => applySplices("abc", splices), RangeError);
  });

  test("come back to the first text when they are inverted", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.tuple(fc.nat(40), fc.nat(5), fc.string())),
        (text, raw) => {
          const splices: Splice[] = [];
          let position = 0;
          for (const [gap, length, inserted] of raw) {
            const start = position + gap;
            const end = start + length;
            if (end > text.length) break;
            splices.push({ start, end, text: inserted });
            position = end + 1;
          }
          const edited = applySplices(text, splices);
          assert.equal(applySplices(edited, invertSplices(text, splices)), text);
        },
      ),
    );
  });
});
