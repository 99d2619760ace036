import assert from "node:assert/strict";
import fc from "fast-check";
import { nativeSha256 } from "../../../src/adapters/native-hash.ts";
import { portableSha256 } from "../../../src/core/kernel/hash.ts";

suite("hashes of texts", () => {
  test("are the same whoever works them out, whatever the text is", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      // Halves of surrogate pairs too, which no file has and a tracker may send.
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        assert.equal(nativeSha256(text), portableSha256(text));
      }),
    );
    assert.equal(nativeSha256("\ud83d"), portableSha256("\ufffd"));
  });
});
