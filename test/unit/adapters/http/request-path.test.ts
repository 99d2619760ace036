import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { builtPath, path } from "../../../../src/adapters/http/request-path.ts";

suite("the path of a request", () => {
  test("E1: a value cannot leave its segment", () => {
    assert.equal(path`repos/${"a/../b"}/issues/${7}`, "repos/a%2F..%2Fb/issues/7");
    assert.equal(path`x/${"?a=1#b"}`, "x/%3Fa%3D1%23b");
    assert.equal(path`$${"User Story"}`, "$User%20Story");
    assert.equal(path``, "");
  });

  for (const value of ["", ".", ".."]) {
    test(`E1: ${JSON.stringify(value)} stands in no path`, () => {
      assert.throws(() => path`x/${value}`);
    });
  }

  for (const text of [
    "",
    "x",
    "/a/../b",
    "/a/..",
    "/a//b",
    "/a?b",
    "/a#b",
    "/a\\b",
    "/a b",
    "/%2e%2E/x",
  ]) {
    test(`E1: a library's path ${JSON.stringify(text)} is refused`, () => {
      assert.throws(() => builtPath(text));
    });
  }

  test("a library's own path is taken as it is", () => {
    assert.equal(builtPath("/rest/api/3/issue/PAY-1"), "/rest/api/3/issue/PAY-1");
  });
});
