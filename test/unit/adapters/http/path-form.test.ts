import assert from "node:assert/strict";
import { pathForm } from "../../../../src/adapters/http/path-form.ts";

suite("the form of a path", () => {
  for (const [path, form] of [
    ["/rest/api/3/issue/PAY-12/transitions", "/rest/api/3/issue/{}/transitions"],
    ["/graphql", "/graphql"],
    ["/v1/items/0b5e4f7c9d2a", "/v1/items/{}"],
    ["/acme/_apis/wit/workitems/$User%20Story", "/acme/_apis/wit/workitems/{}"],
    ["/repos/acme/shop/issues/7", "/repos/acme/shop/issues/{}"],
  ] as const) {
    test(`of ${path} is ${form}`, () => {
      assert.equal(pathForm(path), form);
    });
  }
});
