import assert from "node:assert/strict";
import { messageLine, plainBlock, plainLine } from "../../../src/core/view/plain-text.ts";

suite("text from a tracker on one line", () => {
  const check = (text: string, expected: string, maxLength?: number) =>
    assert.equal(plainLine(text, maxLength), expected);

  test("keeps ordinary text as it is", () =>
    check("Größe: 10 € – naïve 漢字", "Größe: 10 € – naïve 漢字"));
  test("puts several lines on one", () => check("a\r\n\tb\u2028c  d", "a b c d"));
  test("shows no icon for icon syntax", () => check("$(trash) gone", "$ (trash) gone"));
  test("shows no icon for icon syntax that hides an invisible character", () =>
    check("$\u200b(trash)", "$ (trash)"));
  test("drops direction overrides", () => check("a\u202egnp.exe\u2066b\u061c", "agnp.exeb"));
  test("drops controls and escape sequences", () => check("\u001b[31mred\u0000\u0007", "[31mred"));
  test("drops zero-width, soft-hyphen and tag characters", () =>
    check("a\u200bb\u00adc\u{e0041}d\ufeffe", "abcde"));
  test("drops a lone surrogate", () => check("a\ud800b", "ab"));
  test("keeps few combining marks on a letter and drops a flood", () => {
    check("e\u0301", "e\u0301");
    check(`e${"\u0301".repeat(50)}x`, `e${"\u0301".repeat(4)}x`);
  });
  test("cuts by what a reader sees as one letter", () => {
    check("abcdef", "abc…", 4);
    check("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧…", 2);
  });
  test("does not cut text that just fits", () => check("abcd", "abcd", 4));
  test("stays quick on a text of a million characters", () =>
    assert.ok(plainLine("$(x)\u202e ".repeat(200_000)).length <= 160));
});

suite("text from a tracker on several lines", () => {
  test("keeps line breaks and folds many empty lines into one", () =>
    assert.equal(plainBlock("a\r\n\r\n\r\n\r\nb\u202e", 100), "a\n\nb"));
  test("is cut as a whole", () => assert.equal(plainBlock("ab\ncd\nef", 5), "ab\nc…"));
});

suite("text in a notification", () => {
  test("forms no link", () => assert.equal(messageLine("[x](command:evil)"), "[x] (command:evil)"));
});
