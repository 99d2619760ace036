import assert from "node:assert/strict";
import fc from "fast-check";
import { isInShard, parseShard } from "../../../src/core/plan/shard.ts";

suite("shards of a workspace", () => {
  test("are written as a part of a whole", () => {
    assert.deepEqual(parseShard("2/8"), { index: 2, count: 8 });
    assert.deepEqual(parseShard("1/1"), { index: 1, count: 1 });
    for (const text of ["0/2", "3/2", "1", "1/", "/2", "1/0", "01/2", "1/2/3", "a/b", "-1/2", ""]) {
      assert.equal(parseShard(text), null, text);
    }
  });

  test("hold every file exactly once", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (path, count) => {
        const holders = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
        assert.equal(holders.filter((shard) => isInShard(path, shard)).length, 1);
      }),
    );
  });

  test("hold about as many files each", () => {
    const paths = Array.from({ length: 2000 }, (_, index) => `docs/specs/spec-${index}.md`);
    for (let index = 1; index <= 8; index++) {
      const held = paths.filter((path) => isInShard(path, { index, count: 8 })).length;
      assert.ok(held > 200 && held < 300, `${held} of 2000 in one of 8`);
    }
  });
});
