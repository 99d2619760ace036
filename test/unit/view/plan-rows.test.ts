import assert from "node:assert/strict";
import type { PlanItem } from "../../../src/core/plan/plan.ts";
import { heldRows, planRows } from "../../../src/core/view/plan-rows.ts";
import { aHeldItem, aPlan, aSetStatus, ITEM } from "../../support/a-plan.ts";
import { aSection } from "../../support/a-section.ts";
import { safe } from "../../support/builders.ts";

suite("the rows of a plan", () => {
  const rowOf = (item: PlanItem) => planRows(aPlan([item]), () => aSection())[0];
  const check = (item: PlanItem, label: string) => assert.equal(rowOf(item)?.label, label);

  test("name the section by number and title", () =>
    assert.equal(rowOf(aSetStatus("done"))?.section, "3.1 Key Generation"));

  test("name a section that is not at hand by its id", () => {
    const [row] = planRows(aPlan([aSetStatus("done")]), () => undefined);
    assert.equal(row?.section, "key-gen");
  });

  test("say what becomes of a status", () =>
    check(aSetStatus("done"), "Set the spec's status: To do → Done"));

  test("say where a ticket moves", () =>
    check(
      { ...ITEM, kind: "transition-ticket", from: "todo", to: "in_review", status: "in_review" },
      "Move LOCAL-3: To do → In review",
    ));

  test("say which parts of a ticket change", () => {
    const update = { ...ITEM, kind: "update-ticket" } as const;
    check({ ...update, change: { title: safe("x") } }, "Update the title of LOCAL-3");
    check(
      { ...update, change: { title: safe("x"), managedText: safe("y") } },
      "Update the title and text of LOCAL-3",
    );
  });

  test("say what a new ticket begins as", () => {
    const draft = { managedText: safe(""), type: null, labels: [], parent: null };
    check(
      {
        ...ITEM,
        kind: "create-ticket",
        ticket: null,
        draft: { ...draft, title: safe("x"), status: "todo" },
      },
      "Create a local ticket: To do",
    );
  });

  test("say which ticket goes below which", () =>
    check(
      { ...ITEM, kind: "link-parent", parent: { kind: "ticket", key: "LOCAL-1" } },
      "Put LOCAL-3 below LOCAL-1",
    ));

  test("quote a criterion as text on one line", () =>
    check(
      { ...ITEM, kind: "check-criterion", criterion: "$(x)\nyes", checked: true, note: "$(x)" },
      'Check "$ (x) yes"',
    ));

  test("show what a conflict gave up", () =>
    assert.equal(
      rowOf(aSetStatus("done", { note: "The tracker wins." }))?.note,
      "The tracker wins.",
    ));
});

suite("what a plan holds back", () => {
  test("is named with its reason", () => {
    const [row] = heldRows(aPlan([], [aHeldItem({ reason: "ticket/missing" })]), () => aSection());
    assert.deepEqual(row, {
      file: "docs/specs/payments.md",
      section: "3.1 Key Generation",
      label: "LOCAL-3: the ticket is missing",
      message: "Both moved.",
    });
  });
});
