import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { rowArgument } from "../../../src/vscode/tree/row-argument.ts";

suite("what a button of a row is about", () => {
  const argument = { uri: "file:///a.md" };

  test("is what selecting the row is about", () =>
    assert.equal(
      rowArgument({ node: { command: { id: "canon.openSection", argument } } }),
      argument,
    ));

  for (const other of [undefined, null, "a", argument, { node: null }, { node: {} }]) {
    test(`stays ${other === undefined ? "undefined" : JSON.stringify(other)} where there is no such row`, () =>
      assert.equal(rowArgument(other), other));
  }
});
