import assert from "node:assert/strict";
import fc from "fast-check";
import { applySplices, type Splice } from "../../../src/core/kernel/splice.ts";
import { trackEdits, type TrackedEdit } from "../../../src/core/kernel/tracked-edits.ts";

const RUNS = 3000;

/** Splices of a text that do not overlap, each by its own owner. */
function splicesOf(text: string, seeds: readonly (readonly [number, number, string])[]): Splice[] {
  const splices: Splice[] = [];
  let from = 0;
  for (const [skip, length, replacement] of seeds) {
    const start = from + skip;
    if (start > text.length) break;
    const end = Math.min(text.length, start + length);
    splices.push({ start, end, text: replacement });
    from = end + 1;
  }
  return splices;
}

const seeds = fc.array(
  fc.tuple(fc.nat(6), fc.nat(4), fc.constantFrom("", "x", "yy", "\n", "long text")),
  { maxLength: 4 },
);

suite("tracked edits", () => {
  test("lead back to the first text, however many steps were made", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.array(seeds, { maxLength: 4 }),
        (text, steps) => {
          let now = text;
          let edits: readonly TrackedEdit[] = [];
          for (const [step, seed] of steps.entries()) {
            const splices = splicesOf(now, seed);
            const owned = splices.map((one, index) => ({ ...one, owner: `${step}.${index}` }));
            edits = trackEdits(edits, now, owned);
            now = applySplices(now, splices);
          }
          assert.equal(applySplices(now, edits), text);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("keep neighbours apart, so that each can be taken back alone", () => {
    const text = "# A\nstatus: todo\n";
    const first = trackEdits([], text, [{ start: 4, end: 4, text: "link\n", owner: "link" }]);
    const linked = "# A\nlink\nstatus: todo\n";
    const edits = trackEdits(first, linked, [
      { start: 17, end: 21, text: "done", owner: "status" },
    ]);
    const now = "# A\nlink\nstatus: done\n";
    const back = (owner: string): string =>
      applySplices(
        now,
        edits.filter(({ owners }) => owners.includes(owner)),
      );
    assert.equal(back("link"), "# A\nstatus: done\n");
    assert.equal(back("status"), linked);
  });

  test("join edits that meet, under both their owners", () => {
    const first = trackEdits([], "ab", [{ start: 1, end: 1, text: "123", owner: "one" }]);
    const edits = trackEdits(first, "a123b", [{ start: 2, end: 5, text: "", owner: "two" }]);
    assert.deepEqual(edits, [{ owners: ["one", "two"], start: 1, end: 2, text: "b" }]);
  });
});
