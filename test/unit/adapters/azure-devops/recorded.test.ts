import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { toTicket } from "../../../../src/adapters/azure-devops/mapping.ts";
import { toStatus } from "../../../../src/adapters/azure-devops/states.ts";
import {
  category,
  comments,
  queryResult,
  states,
  transitions,
  typeFields,
  workItem,
} from "../../../../src/adapters/azure-devops/wire.ts";
import { NEVER_CANCELLED } from "../../../../src/core/kernel/cancel.ts";
import { safe } from "../../../support/builders.ts";
import { withAzureDevopsBench } from "../../../support/azure-devops/azure-devops-bench.ts";
import { RECORDED } from "../../../support/azure-devops/recorded.ts";
import { create, uuid } from "../../../contract/tracker/steps.ts";

const ADDRESS = new URL("https://dev.azure.com/fabrikam/");

suite("answers that Microsoft recorded", () => {
  test("an entry of an answer for many makes a ticket", () => {
    const item = workItem.parse(RECORDED.batch.value[0]);
    assert.deepEqual(toTicket(item, [toStatus("Committed", "InProgress")], ADDRESS), {
      ref: { system: "azure-devops", key: "297" },
      url: "https://dev.azure.com/fabrikam/Fabrikam%20Fiber/_workitems/edit/297",
      title: "Customer can sign in",
      managedText: null,
      otherText: "Plain words",
      status: { name: "Committed", category: "started" },
      type: "Product Backlog Item",
      parentKey: "290",
      labels: ["Sign-in", "web"],
      assignee: "Jamal Hartnett",
      createdAt: "2014-12-29T20:49:20.770Z",
      updatedAt: "2014-12-29T20:49:24.000Z",
      revision: "3",
      pullRequests: [],
      lastComment: null,
    });
  });

  test("a work item with entities in its text and a parent among its relations", () => {
    const ticket = toTicket(workItem.parse(RECORDED.item), null, ADDRESS);
    assert.equal(ticket.managedText, '> "Quoted."');
    assert.equal(ticket.parentKey, "297");
    assert.equal(ticket.assignee, "Jamal Hartnett");
    assert.deepEqual(ticket.status, { name: "To Do", category: null });
  });

  test("what types, queries and comments look like", () => {
    assert.equal(states.parse(RECORDED.states).value[1]?.category, "InProgress");
    assert.equal(
      category.parse(RECORDED.category).defaultWorkItemType.name,
      "Product Backlog Item",
    );
    assert.equal(typeFields.parse(RECORDED.fields).value[0]?.alwaysRequired, true);
    assert.equal(transitions.parse(RECORDED.type).transitions["New"]?.[1]?.to, "Resolved");
    assert.equal(queryResult.parse(RECORDED.query).workItems[0]?.id, 300);
    assert.equal(comments.parse({ comments: [RECORDED.comment] }).comments[0]?.id, 50);
  });

  test("are what the double answers too", () =>
    withAzureDevopsBench(async (bench) => {
      const { tracker, double, words } = bench;
      const answers = new Map<string, unknown>();
      double.onAnswer = ({ method, url }, { body }) => {
        const where = new URL(url, double.origin).pathname.replace(/^.*_apis\/wit\//, "");
        answers.set(`${method} ${where.replace(/(?<=\/)(?:\d+|\$.*)/, "*")}`, body);
      };
      const parent = await create(bench, { marker: uuid(1) });
      const child = { parentKey: parent.ref.key, type: words.childType, marker: uuid(2) };
      const { ref } = await create(bench, { ...child, labels: [safe("web")] });
      await create(bench, { type: null, marker: uuid(3) });
      await tracker.postComment(ref.key, { marker: uuid(4), text: safe("x") }, NEVER_CANCELLED);
      const url = "https://github.com/acme/pay/pull/412";
      await tracker.linkPullRequest(ref.key, { url, title: safe("x") }, NEVER_CANCELLED);
      bench.item(ref.key).assignee = "Ada";
      await tracker.readTickets([ref.key, words.missingKey], NEVER_CANCELLED);
      await tracker.findByMarker({ id: uuid(2), since: "", after: null }, NEVER_CANCELLED);
      await tracker.reachableStatuses([ref.key], NEVER_CANCELLED);
      await tracker.describeWorkflow(NEVER_CANCELLED);

      const type = "workitemtypes/Feature";
      const pairs: readonly (readonly [string, unknown])[] = [
        ["POST workitemsbatch", RECORDED.batch],
        ["PATCH workitems/*", RECORDED.item],
        ["GET workitems/*", RECORDED.item],
        [`GET ${type}/states`, RECORDED.states],
        [`GET ${type}/fields`, RECORDED.fields],
        ["GET workitemtypes/User%20Story", RECORDED.type],
        ["GET workitemtypecategories/Microsoft.RequirementCategory", RECORDED.category],
        ["POST wiql", RECORDED.query],
        ["POST workItems/*/comments", RECORDED.comment],
      ];
      for (const [where, recorded] of pairs) {
        assert.ok(answers.has(where), `${where} among ${[...answers.keys()].join(", ")}`);
        assertSameShape(answers.get(where), recorded, where);
      }
    }));
});

/** What both name must be of one kind. Persons come in two forms, which the guards both know. */
function assertSameShape(actual: unknown, recorded: unknown, where: string): void {
  if (actual === null || recorded === null) return;
  assert.equal(kindOf(actual), kindOf(recorded), where);
  if (Array.isArray(actual) && Array.isArray(recorded)) {
    const [first] = recorded as unknown[];
    for (const one of actual) assertSameShape(one, first, `${where}[]`);
    return;
  }
  if (typeof actual !== "object" || typeof recorded !== "object") return;
  const [mine, theirs] = [actual, recorded] as [Record<string, unknown>, Record<string, unknown>];
  for (const name of Object.keys(mine)) {
    // The fields of a work item and its links differ from one to the next; so do attributes.
    const isOpen = /\.(?:fields|_links|attributes|transitions)\b/.test(where);
    if (theirs[name] === undefined) {
      assert.ok(isOpen || LATER.has(name), `${where}.${name} was never recorded`);
    } else if (!/By$|AssignedTo$/.test(name)) {
      assertSameShape(mine[name], theirs[name], `${where}.${name}`);
    }
  }
}

/** Named by the description of version 7.2, and by none of the recorded answers. */
const LATER: ReadonlySet<string> = new Set([
  "fields",
  "fieldInstances",
  "states",
  "format",
  "renderedText",
  "modifiedBy",
]);

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}
