import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { collectTexts } from "../run/collect-texts.ts";

const { texts, uncollected } = collectTexts(fileURLToPath(new URL("../../src", import.meta.url)));

suite("the texts that people read", () => {
  test("are literals, so that translators see them all", () => {
    assert.deepEqual(uncollected, []);
    assert.ok(texts.includes("{0} · not linked"));
  });
});
