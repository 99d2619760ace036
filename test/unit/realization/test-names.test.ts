import assert from "node:assert/strict";
import { findName, quotedNames } from "../../../src/core/realization/verdicts/code-names.ts";
import {
  isNamedAfter,
  namedTests,
  wordsOf,
} from "../../../src/core/realization/verdicts/test-names.ts";

const CRITERION = "The same request gives the **same** key.";

function matches(code: string): [line: number, isSkipped: boolean][] {
  const wanted = wordsOf(CRITERION);
  return namedTests(code)
    .filter(({ words }) => isNamedAfter(words, wanted))
    .map(({ line, isSkipped }) => [line, isSkipped]);
}

suite("a test that is named after a criterion", () => {
  for (const code of [
    'test("the same request gives the same key", () => {});',
    "  it('The same request gives the same key', async () => {",
    'it "the same request gives the same key" do',
    "def test_the_same_request_gives_the_same_key(client):",
    "func TestTheSameRequestGivesTheSameKey(t *testing.T) {",
    "fun `the same request gives the same key`() {",
    "fn test_the_same_request_gives_the_same_key() {",
    't.Run("the same request gives the same key", func(t *testing.T) {',
    'test(\n  "the same request gives the same key",\n);',
    'test("3.1 the same request gives the same key 2")',
  ]) {
    test(`is found in ${JSON.stringify(code)}`, () => {
      assert.deepEqual(
        matches(code).map(([, isSkipped]) => isSkipped),
        [false],
      );
    });
  }

  for (const code of [
    'test("the same request never gives the same key")',
    'test("the same request gives the same key when cached")',
    'const text = "the same request gives the same key";',
    "// the same request gives the same key",
    'describe("the same request gives the same key")',
    "function the_same_request_gives_the_same_key() {",
  ]) {
    test(`is not ${JSON.stringify(code)}`, () => {
      assert.deepEqual(matches(code), []);
    });
  }

  for (const code of [
    'it.skip("the same request gives the same key")',
    'xit("the same request gives the same key")',
    '// test("the same request gives the same key")',
    '@pytest.mark.skip("later")\ndef test_the_same_request_gives_the_same_key():',
    "@Disabled\n@Test\nfun `the same request gives the same key`() {",
    'describe.skip("keys", () => {\n  it("the same request gives the same key");\n});',
  ]) {
    test(`shows nothing when it is switched off: ${JSON.stringify(code)}`, () => {
      assert.deepEqual(
        matches(code).map(([, isSkipped]) => isSkipped),
        [true],
      );
    });
  }

  test("has words enough to mean something", () => {
    assert.equal(isNamedAfter(wordsOf("Backs off"), wordsOf("Backs off")), false);
    assert.equal(isNamedAfter(wordsOf("it is ok"), wordsOf("it is ok")), false);
  });

  test("is found in hostile text without end", () => {
    const hostile = `test("${"\\".repeat(200_000)}`.repeat(3) + "def ".repeat(100_000);
    assert.deepEqual(matches(hostile), []);
  });
});

suite("names that a criterion quotes", () => {
  test("are what stands in backticks, and quoted words without a blank", () => {
    assert.deepEqual(quotedNames('`generateKey()` sends "Idempotency-Key", not "a b" or `x`'), [
      "generateKey",
      "Idempotency-Key",
    ]);
  });

  test("are found as a whole, and among changed lines only", () => {
    const lines = ["generateKeys();", "old generateKey()", "new generateKey()"];
    assert.equal(findName(lines, "generateKey", null), 2);
    assert.equal(findName(lines, "generateKey", [{ startLine: 3, endLine: 9 }]), 3);
    assert.equal(findName(lines, "erateKey", null), undefined);
  });
});
