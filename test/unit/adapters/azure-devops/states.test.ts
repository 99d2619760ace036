import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { pickState, toStatus } from "../../../../src/adapters/azure-devops/states.ts";
import { PROCESSES } from "../../../support/azure-devops/processes.ts";

suite("states of Azure DevOps", () => {
  const cases: readonly (readonly [string, string, string, string | undefined])[] = [
    ["Agile", "User Story", "New", "New"],
    ["Agile", "User Story", "active", "Active"],
    ["Agile", "User Story", " closed ", "Closed"],
    ["Agile", "Bug", "Removed", undefined],
    ["Agile", "Task", "Resolved", "Active"],
    ["Scrum", "Product Backlog Item", "Active", "Committed"],
    ["Scrum", "Product Backlog Item", "Approved", "Approved"],
    ["Scrum", "Product Backlog Item", "Closed", "Done"],
    ["Scrum", "Task", "New", "To Do"],
    ["Scrum", "Task", "Active", "In Progress"],
    ["Basic", "Issue", "New", "To Do"],
    ["Basic", "Issue", "Active", "Doing"],
    ["Basic", "Issue", "Closed", "Done"],
    ["Basic", "Issue", "Removed", undefined],
    ["Basic", "Issue", "In Review", undefined],
  ];
  for (const [process, type, wanted, expected] of cases) {
    test(`${process}: "${wanted}" of a ${type} means ${expected ?? "nothing"}`, () => {
      const { types } = PROCESSES[process as keyof typeof PROCESSES];
      const states = types.find(({ name }) => name === type)?.states ?? [];
      const known = states.map((one) => toStatus(one.name, one.category));
      assert.equal(pickState(wanted, known)?.name, expected);
    });
  }

  test("a state of one's own stands in where the process renamed the usual one", () => {
    const states = [toStatus("Idea", "Proposed"), toStatus("Development", "InProgress")];
    assert.equal(pickState("Active", states)?.name, "Development");
    assert.equal(pickState("New", states)?.name, "Idea");
  });

  test("an unknown category is no category", () => {
    assert.deepEqual(toStatus("Odd", "__proto__"), { name: "Odd", category: null });
    assert.equal(toStatus("Tested", "Resolved").category, "started");
  });
});
