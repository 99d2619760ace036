import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { FieldDrift, SectionDrift } from "../../../src/core/plan/drift.ts";
import { driftRow } from "../../../src/core/view/drift-rows.ts";
import { aSection } from "../../support/a-section.ts";

const STATUS: FieldDrift = {
  field: "status",
  moved: ["spec"],
  spec: "done",
  tracker: "To Do",
  base: "todo",
  shadows: [],
};

function rowOf(field: Partial<FieldDrift>, parts: Partial<SectionDrift> = {}) {
  return driftRow(
    {
      file: "docs/specs/payments.md",
      sectionId: "retry",
      sectionIndex: 0,
      ticket: "jira:PAY-1",
      shadows: ["github:1"],
      drift: [{ ...STATUS, ...field }],
      unread: [],
      ...parts,
    },
    aSection({ title: "Retry", number: "2.1" }),
  );
}

suite("the row of a section that differs", () => {
  test("names the section, who moved, and what each side says", () => {
    const row = rowOf({});
    assert.equal(row.label, "2.1 Retry");
    assert.equal(row.description, "Status: the spec moved");
    assert.deepEqual(row.sides, [
      { label: "Status, spec", description: "done" },
      { label: "Status, PAY-1", description: "To Do" },
      { label: "Status, last agreed", description: "todo" },
    ]);
    assert.match(
      row.tooltip,
      /^docs\/specs\/payments\.md\nStatus: the spec moved\nStatus, spec: done\n/,
    );
  });

  const movers: readonly [moved: FieldDrift["moved"], words: string][] = [
    [["tracker"], "Status: PAY-1 moved"],
    [["spec", "tracker"], "Status: the spec and PAY-1 moved"],
    [["shadow:github:1"], "Status: the copy github:1 moved"],
    [["spec", "tracker", "shadow:github:1"], "Status: the spec, PAY-1 and the copy github:1 moved"],
    [[], "Status differs"],
  ];
  for (const [moved, words] of movers) {
    test(`says "${words}"`, () => assert.equal(rowOf({ moved }).description, words));
  }

  test("says that nothing was ever agreed", () => {
    const row = rowOf({ moved: [], base: null, tracker: null });
    assert.equal(row.description, "Status: never agreed");
    assert.deepEqual(
      row.sides.map(({ description }) => description),
      ["done", "nothing", "never"],
    );
  });

  test("lists copies that differ, and tickets that could not be compared", () => {
    const row = rowOf(
      { shadows: [{ ticket: "github:1", value: "closed" }] },
      {
        unread: [
          { ticket: "github:2", state: "missing", message: null },
          { ticket: "github:3", state: "unreadable", message: "No answer." },
        ],
      },
    );
    assert.deepEqual(row.sides[2], { label: "Status, copy github:1", description: "closed" });
    assert.equal(
      row.description,
      "Status: the spec moved; github:2 is not in its tracker; github:3 could not be read: No answer.",
    );
  });

  test("keeps a long or hostile text of a ticket on one short line", () => {
    const row = rowOf({ field: "text", tracker: `$(trash)\n${"x".repeat(500)}` });
    const [, theirs] = row.sides;
    assert.doesNotMatch(theirs?.description ?? "\n", /\n/);
    assert.ok((theirs?.description.length ?? 1000) < 100);
  });
});
