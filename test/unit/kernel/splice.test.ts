import assert from "node:assert/strict";
import { applySplices } from "../../../src/core/kernel/splice.ts";

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
});
