import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Secret } from "../../../src/core/kernel/secret.ts";

suite("a secret", () => {
  test("prints as a placeholder however it is turned into text", () => {
    const secret = new Secret("hunter2-hunter2");
    for (const text of [JSON.stringify({ secret }), inspect(secret), secret.toString()]) {
      assert.doesNotMatch(text, /hunter2/);
    }
    assert.equal(secret.reveal(), "hunter2-hunter2");
  });
});
