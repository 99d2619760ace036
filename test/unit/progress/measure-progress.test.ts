import assert from "node:assert/strict";
import fc from "fast-check";
import { SPEC_STATES, type SpecState } from "../../../src/core/model/status.ts";
import { measureProgress } from "../../../src/core/progress/measure-progress.ts";
import { sumOf, totalsOf } from "../../../src/core/progress/totals.ts";
import { parseSpec } from "../../../src/core/spec/parse-spec.ts";

const SPEC = `---
owner: ada
team: core
---
# Payments

## 1. Retry
<!-- canon:ticket:jira:PAY-1 -->
<!-- canon:system:retry status:in_progress -->
<!-- canon:realized-in:PR#4 src/retry.ts -->

- [x] Backs off
- [ ] Gives up

## 2. Keys
<!-- canon:system:keys status:blocked:PAY-9 -->

- [x] Made from the request

## 3. Old
<!-- canon:system:old status:deprecated -->

- [ ] Not any more

## 4. Refunds
<!-- canon:system:refunds status:done -->

- [ ] Left open

## 5. Payouts
<!-- canon:system:payouts status:todo -->

- [x] Weekly
`;

suite("how far specs are", () => {
  test("deprecated sections and their criteria are left out, and counted as such", () => {
    const { totals } = measured(SPEC);
    assert.equal(totals.sections, 4);
    assert.equal(totals.byState.deprecated, 1);
    assert.deepEqual([totals.criteria, totals.met, totals.realized], [5, 3, 1]);
    assert.equal(totals.linked, 1);
  });

  test("what waits for a person is named with its reason, what is blocked first", () => {
    const { needs, specs } = measured(SPEC);
    const named = needs.map(({ kind, spec, section }) => [
      kind,
      specs[spec]?.sections[section]?.id,
    ]);
    assert.deepEqual(named, [
      ["blocked", "keys"],
      ["done-with-open-criteria", "refunds"],
      ["met-but-not-done", "payouts"],
      ["in-progress", "retry"],
    ]);
    assert.equal(specs[0]?.sections[1]?.blockedBy, "PAY-9");
  });

  test("sections are grouped by owner and team of their spec and by the system of their ticket", () => {
    const { owners, teams, systems } = measured(SPEC, "# Other\n\n## A\n\n- [ ] one\n");
    const names = (groups: typeof owners): unknown[] =>
      groups.map(({ name, totals }) => [name, totals.sections]);
    assert.deepEqual(names(owners), [
      ["ada", 4],
      [null, 1],
    ]);
    assert.deepEqual(names(teams), [
      ["core", 4],
      [null, 1],
    ]);
    assert.deepEqual(names(systems), [
      ["jira", 1],
      [null, 4],
    ]);
  });

  test("every text passes what cleans it", () => {
    const { specs } = measureProgress([{ file: "a.md", document: parseSpec(SPEC) }], () => "clean");
    const texts = JSON.stringify(specs, (key, value: unknown) =>
      ["state", "system"].includes(key) ? undefined : value,
    );
    assert.deepEqual(new Set(texts.match(/(?<=:)"[^"]*"/g)), new Set(['"clean"']));
  });

  test("counts add up, whichever way they are added", () => {
    const aSection = fc.record({
      state: fc.constantFrom(...SPEC_STATES),
      boxes: fc.array(fc.boolean(), { maxLength: 4 }),
      isLinked: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.array(aSection, { maxLength: 8 }), { maxLength: 4 }), (specs) => {
        const texts = specs.map((sections) => specOf(sections));
        const { totals, specs: own, owners, systems } = measured(...texts);
        assert.deepEqual(totals, sumOf(texts.map((text) => totalsOf(parseSpec(text)))));
        assert.deepEqual(totals, sumOf(own.flatMap((spec) => spec.sections.map((s) => s.totals))));
        const live = specs.flat().filter(({ state }) => state !== "deprecated");
        assert.equal(totals.sections, live.length);
        assert.equal(
          totals.sections + totals.byState.deprecated,
          Object.values(totals.byState).reduce((sum, count) => sum + count, 0),
        );
        assert.equal(totals.criteria, live.flatMap(({ boxes }) => boxes).length);
        assert.equal(totals.met, live.flatMap(({ boxes }) => boxes).filter(Boolean).length);
        assert.ok(totals.realized <= totals.met && totals.linked <= totals.sections);
        for (const groups of [owners, systems]) {
          const sum = sumOf(groups.map((group) => group.totals));
          assert.deepEqual([sum.criteria, sum.sections], [totals.criteria, totals.sections]);
        }
      }),
    );
  });
});

function measured(...texts: readonly string[]) {
  return measureProgress(
    texts.map((text, index) => ({ file: `docs/specs/${index}.md`, document: parseSpec(text) })),
    (text) => text,
  );
}

function specOf(
  sections: readonly { state: SpecState; boxes: readonly boolean[]; isLinked: boolean }[],
): string {
  const parts = sections.map(({ state, boxes, isLinked }, index) => {
    const link = isLinked ? `<!-- canon:ticket:local:LOCAL-${index + 1} -->\n` : "";
    const list = boxes.map((isTicked, box) => `- [${isTicked ? "x" : " "}] box ${box}\n`).join("");
    return `## S${index}\n${link}<!-- canon:system:s${index} status:${state} -->\n\n${list}`;
  });
  return `# Spec\n\n${parts.join("\n")}`;
}
