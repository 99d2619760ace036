import assert from "node:assert/strict";
import { relateWork } from "../../../src/core/realization/relations/relate-work.ts";
import {
  DOUBTFUL_CASES,
  MISLEADING_CASES,
  TRUE_CASES,
  type RelationCase,
} from "../../support/realization/cases.ts";
import { aWork, CONFIG_OF_CORPUS, SPECS_OF_CORPUS } from "../../support/realization/world.ts";

/** Of a hundred sections whose work says so clearly, as many are found without asking. */
const LEAST_FOUND = 95;

const KINDS = { true: TRUE_CASES, doubtful: DOUBTFUL_CASES, misleading: MISLEADING_CASES };

suite("relating merged work to sections", () => {
  for (const [kind, cases] of Object.entries(KINDS)) {
    for (const one of cases) {
      test(`${kind}: ${one.name}`, () => {
        const wanted = one.about.filter((id) => !one.asked.includes(id));
        assert.deepEqual(strongIn(one), [...wanted].sort());
      });
    }
  }

  test("is never wrong where it does not ask, and seldom asks in vain", () => {
    const clear = measure(TRUE_CASES);
    const rows = Object.entries(KINDS).map(([kind, cases]) => ({ kind, ...measure(cases) }));
    const all = { kind: "all", ...measure(Object.values(KINDS).flat()) };
    console.log(table([...rows, all]));
    assert.equal(all.wrong, 0);
    assert.ok((100 * clear.found) / clear.implemented >= LEAST_FOUND);
  });
});

interface Measure {
  readonly cases: number;
  readonly implemented: number;
  readonly strong: number;
  readonly found: number;
  readonly wrong: number;
}

function measure(cases: readonly RelationCase[]): Measure {
  const results = cases.map((one) => ({ one, strong: strongIn(one) }));
  const sum = (count: (result: (typeof results)[number]) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  return {
    cases: cases.length,
    implemented: sum(({ one }) => one.about.length),
    strong: sum(({ strong }) => strong.length),
    found: sum(({ one, strong }) => strong.filter((id) => one.about.includes(id)).length),
    wrong: sum(({ one, strong }) => strong.filter((id) => !one.about.includes(id)).length),
  };
}

function table(rows: readonly (Measure & { readonly kind: string })[]): string {
  const lines = rows.map(({ kind, cases, implemented, strong, found }) =>
    [
      `    ${kind.padEnd(12)}`,
      `${String(cases).padStart(4)} cases`,
      `precision ${share(found, strong)}`,
      `recall ${share(found, implemented)}`,
    ].join("  "),
  );
  return ["    strong relations", ...lines].join("\n");
}

function share(part: number, whole: number): string {
  return whole === 0 ? "     -" : `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
}

function strongIn({ work }: RelationCase): string[] {
  return relateWork(aWork(work), SPECS_OF_CORPUS, CONFIG_OF_CORPUS)
    .filter(({ strength }) => strength === "strong")
    .map(({ sectionId }) => sectionId)
    .sort();
}
