import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices } from "../../../src/core/kernel/splice.ts";
import { minimalEdit } from "../../../src/vscode/host/minimal-edit.ts";

suite("the smallest edit between two texts", () => {
  const check = (before: string, after: string, expected: object | undefined) =>
    assert.deepEqual(minimalEdit(before, after), expected);

  test("is none for equal texts", () => check("abc", "abc", undefined));
  test("is an insertion", () => check("ac", "abc", { start: 1, end: 1, text: "b" }));
  test("is a removal", () => check("abc", "ac", { start: 1, end: 2, text: "" }));
  test("does not count a letter twice", () => check("aa", "aaa", { start: 2, end: 2, text: "a" }));
  test("does not begin or end within a line ending", () => {
    check("a\r\nb", "a\r\n\r\nb", { start: 3, end: 3, text: "\r\n" });
    check("a\r\n", "a\rb\n", { start: 1, end: 3, text: "\rb\n" });
  });
  test("does not cut a character in two", () =>
    check("😀", "😁", { start: 0, end: 2, text: "😁" }));

  test("turns any text into any other", () =>
    fc.assert(
      fc.property(text(), text(), (before, after) => {
        const edit = minimalEdit(before, after);
        assert.equal(edit === undefined ? before : applySplices(before, [edit]), after);
      }),
    ));
});

function text(): fc.Arbitrary<string> {
  return fc.string({
    unit: fc.constantFrom("a", "b", "\r\n", "\n", "\r", "😀", "😁"),
    maxLength: 12,
  });
}
