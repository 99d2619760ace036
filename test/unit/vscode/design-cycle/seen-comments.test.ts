import assert from "node:assert/strict";
import { SeenComments } from "../../../../src/vscode/design-cycle/seen-comments.ts";

const [EARLY, LATE] = ["2026-01-05T10:00:00.000Z", "2026-01-06T10:00:00.000Z"];

/** The editor's memory, with what is in it for all to see. */
class Memory {
  readonly kept = new Map<string, unknown>();
  writes = 0;

  get<T>(key: string, otherwise?: T): T | undefined {
    return (this.kept.get(key) as T | undefined) ?? otherwise;
  }

  update(key: string, value: unknown): Promise<void> {
    this.kept.set(key, value);
    this.writes += 1;
    return Promise.resolve();
  }
}

suite("comments that a person has seen", () => {
  test("stay new for as long as the person looks", async () => {
    const memory = new Memory();
    const seen = new SeenComments(memory);
    assert.equal(seen.before("a"), undefined);
    await seen.saw(new Map([["a", EARLY]]));
    assert.equal(seen.before("a"), undefined);
    seen.endLook();
    assert.equal(seen.before("a"), EARLY);
    await seen.saw(new Map([["a", LATE]]));
    assert.equal(seen.before("a"), EARLY);
    seen.endLook();
    assert.equal(seen.before("a"), LATE);
    assert.equal(new SeenComments(memory).before("a"), LATE);
  });

  test("are noted once, and never taken back", async () => {
    const memory = new Memory();
    const seen = new SeenComments(memory);
    await seen.saw(new Map([["a", LATE]]));
    await seen.saw(new Map([["a", LATE]]));
    await seen.saw(new Map([["a", EARLY]]));
    assert.equal(memory.writes, 1);
    assert.equal(seen.before("a"), LATE);
  });

  test("of a ticket without comments, make its first comment new", async () => {
    const seen = new SeenComments(new Memory());
    await seen.saw(new Map([["a", ""]]));
    await seen.saw(new Map([["a", ""]]));
    assert.equal(seen.before("a"), "");
  });

  test("are forgotten for the tickets that were not looked at for longest", async () => {
    const memory = new Memory();
    const seen = new SeenComments(memory);
    for (let at = 0; at < 250; at++) await seen.saw(new Map([[`t${at}`, EARLY]]));
    assert.equal(seen.before("t0"), undefined);
    assert.equal(seen.before("t249"), EARLY);
    const [kept] = memory.kept.values();
    assert.equal(Object.keys(kept as object).length, 200);
  });

  test("survive a memory that somebody else has written to", () => {
    const memory = new Memory();
    memory.kept.set("canon.digest.seen", { a: 4, b: EARLY });
    const seen = new SeenComments(memory);
    assert.deepEqual([seen.before("a"), seen.before("b")], [undefined, EARLY]);
    memory.kept.set("canon.digest.seen", "odd");
    assert.equal(new SeenComments(memory).before("b"), undefined);
  });
});
