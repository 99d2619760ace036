import assert from "node:assert/strict";
import { createSpecCache } from "../../../src/core/spec/spec-cache.ts";

suite("cache of parsed specs", () => {
  test("gives the same document for the same text", () => {
    const cache = createSpecCache(2);
    const text = "## a\n";
    assert.equal(cache.parse(text), cache.parse("## a" + "\n"));
    assert.notEqual(cache.parse(text), cache.parse("## b\n"));
  });

  test("forgets what was used longest ago", () => {
    const cache = createSpecCache(2);
    const [one, two] = [cache.parse("## 1"), cache.parse("## 2")];
    assert.equal(cache.parse("## 1"), one);
    cache.parse("## 3");
    assert.equal(cache.parse("## 1"), one);
    assert.notEqual(cache.parse("## 2"), two);
  });

  test("forgets texts when all together are too long, but never the last one", () => {
    const cache = createSpecCache(100, 10);
    const [one, two] = [cache.parse("## 1"), cache.parse("## 2")];
    assert.equal(cache.parse("## 1"), one);
    const three = cache.parse("## 3");
    assert.equal(cache.parse("## 1"), one);
    assert.equal(cache.parse("## 3"), three);
    assert.notEqual(cache.parse("## 2"), two);
    const long = cache.parse("## as long as all together");
    assert.equal(cache.parse("## as long as all together"), long);
    assert.notEqual(cache.parse("## 3"), three);
  });
});
