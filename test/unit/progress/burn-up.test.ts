import assert from "node:assert/strict";
import fc from "fast-check";
import { burnUp, sampleMoments, type PastMoment } from "../../../src/core/progress/burn-up.ts";
import { NO_TOTALS, type Totals } from "../../../src/core/progress/totals.ts";

const aTime = fc.integer({ min: 0, max: 400 * 24 }).map((hour) => atHour(hour));
const moments = fc
  .array(aTime, { maxLength: 300 })
  .map((times) => times.map((at, index): PastMoment => ({ commit: `c${index}`, at })));

suite("the times at which the past is looked at", () => {
  test("the last commit of each day counts, the oldest first", () => {
    const newestFirst = [moment("e", 50), moment("d", 49), moment("c", 30), moment("b", 25)];
    assert.deepEqual(
      sampleMoments(newestFirst, { since: null, most: 9 }).map(({ commit }) => commit),
      ["c", "e"],
    );
  });

  test("a clock that went wrong never makes time go back, and no day is counted twice", () => {
    fc.assert(
      fc.property(moments, (all) => {
        const days = sampleMoments(all, { since: null, most: 500 }).map(({ at }) =>
          at.slice(0, 10),
        );
        assert.deepEqual(days, [...new Set(days)].sort());
        assert.equal(days.length === 0, all.length === 0);
      }),
    );
  });

  test("of many days evenly many stay, with the first and the last", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 2, max: 40 }), (all, most) => {
        const whole = sampleMoments(all, { since: null, most: 500 });
        const few = sampleMoments(all, { since: null, most });
        assert.equal(few.length, Math.min(most, whole.length));
        assert.deepEqual([few[0], few.at(-1)], [whole[0], whole.at(-1)]);
        assert.ok(few.every((one) => whole.includes(one) || whole.some((w) => w.at === one.at)));
      }),
    );
  });

  test("what was before a day is left out, but for how things stood on that day", () => {
    const newestFirst = [moment("d", 240), moment("c", 120), moment("b", 60), moment("a", 1)];
    const since = atHour(100);
    assert.deepEqual(sampleMoments(newestFirst, { since, most: 9 }), [
      { commit: "b", at: since },
      moment("c", 120),
      moment("d", 240),
    ]);
  });
});

suite("the series of a burn-up", () => {
  test("a time at which nothing changed is left out, unless it is the first or the last", () => {
    const counted = [at(1, 4, 1), at(2, 4, 1), at(3, 4, 2), at(4, 4, 2), at(5, 4, 2)];
    assert.deepEqual(
      burnUp(counted).map(({ at: time, met }) => [time, met]),
      [
        [atHour(1), 1],
        [atHour(3), 2],
        [atHour(5), 2],
      ],
    );
  });

  test("times never go back, the ends stay, and no count is lost", () => {
    const counts = fc.array(fc.tuple(aTime, fc.nat(50), fc.nat(50)), { minLength: 1 });
    fc.assert(
      fc.property(counts, (all) => {
        const counted = all.map(([time, criteria, met]) => ({
          at: time,
          totals: { ...NO_TOTALS, criteria, met },
        }));
        const points = burnUp(counted);
        const times = points.map((point) => point.at);
        assert.deepEqual(times, times.toSorted());
        assert.equal(points[0]?.criteria, counted[0]?.totals.criteria);
        assert.equal(points.at(-1)?.met, counted.at(-1)?.totals.met);
        const seen = new Set(points.map(({ criteria, met }) => `${criteria} ${met}`));
        assert.ok(counted.every(({ totals }) => seen.has(`${totals.criteria} ${totals.met}`)));
      }),
    );
  });
});

function atHour(hour: number): string {
  return new Date(Date.UTC(2025, 0, 1, hour)).toISOString();
}

function moment(commit: string, hour: number): PastMoment {
  return { commit, at: atHour(hour) };
}

function at(hour: number, criteria: number, met: number): { at: string; totals: Totals } {
  return { at: atHour(hour), totals: { ...NO_TOTALS, criteria, met } };
}
