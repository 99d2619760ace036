import assert from "node:assert/strict";
import { SPEC } from "../support/workspace.ts";
import { aSpecOf, aTeam } from "./a-team.ts";

suite("hazards of what both sides agreed on", () => {
  test("1. State regression: a section moved in the spec moves its ticket, and is never set back", async () => {
    const { workspace, jira, statuses } = aTeam(aSpecOf({ retry: "Three times." }));
    await workspace.sync();
    for (const [status, name] of [
      ["in_progress", "In Progress"],
      ["done", "Done"],
    ] as const) {
      workspace.edit(SPEC, `status:${statuses()["retry"] ?? ""}`, `status:${status}`);
      await workspace.sync({ direction: "reverse" });
      assert.deepEqual(statuses(), { retry: status }, "a reverse sync alone sets nothing back");
      await workspace.sync();
      assert.equal(jira.tickets.get("PAY-1")?.status, name);
      assert.deepEqual(statuses(), { retry: status });
    }
  });

  test("2. Lossy maps: blocked with its key, deprecated and draft survive a tracker without them", async () => {
    const { workspace, jira, statuses } = aTeam(
      aSpecOf({ gate: "Waits.", old: "Was.", idea: "Perhaps.", plain: "Stuck." }),
    );
    await workspace.sync();
    const wanted = { gate: "blocked:PAY-200", old: "deprecated", idea: "draft", plain: "blocked" };
    for (const [id, status] of Object.entries(wanted)) {
      workspace.edit(SPEC, `system:${id} status:todo`, `system:${id} status:${status}`);
    }
    await workspace.sync();
    await workspace.sync();
    assert.deepEqual(statuses(), wanted);
    for (const key of jira.tickets.keys()) {
      jira.edit(key, (ticket) => (ticket.description = `Seen by Ada.\n\n${ticket.description}`));
    }
    await workspace.sync({ direction: "reverse" });
    assert.deepEqual(statuses(), wanted);
  });

  test("5. Stale tickets: title, text, criteria and parent follow the section", async () => {
    const spec = aSpecOf({ retry: "Three times.\n\n- [ ] It stops", ledger: "One row." });
    const { workspace, jira } = aTeam(spec, "    hierarchy:\n      auto_parent: true\n");
    await workspace.sync();
    workspace.edit(SPEC, "## retry", "## Retries");
    workspace.edit(SPEC, "Three times.", "Five times.");
    workspace.edit(SPEC, "- [ ] It stops", "- [x] It stops\n- [ ] It says so");
    workspace.edit(SPEC, "## ledger", "### ledger");
    await workspace.sync();
    const ticket = jira.tickets.get("PAY-1");
    assert.equal(ticket?.title, "Retries");
    assert.match(ticket.description, /Five times\.[\s\S]*- \[x\] It stops\n- \[ \] It says so/);
    assert.equal(jira.tickets.get("PAY-2")?.parentKey, "PAY-1");
    assert.equal(jira.tickets.size, 2);
  });

  test("11. Wrong parent: a child hangs below its true parent or below none", async () => {
    const { workspace, jira } = aTeam(
      [
        "# Payments\n",
        "## 1. Linked\n<!-- canon:system:1 status:todo -->\n",
        "## 2. Without a ticket\n<!-- canon:system:2 status:draft -->\n",
        "### 2.1 Child\n<!-- canon:system:2.1 status:todo -->\n",
        "## 3. Made in the same run\n<!-- canon:system:3 status:todo -->\n",
        "### 3.1 Its child\n<!-- canon:system:3.1 status:todo -->\n",
      ].join("\n"),
      "    hierarchy:\n      auto_parent: true\n",
    );
    await workspace.sync();
    const parents = [...jira.tickets].map(([key, one]) => [one.title, one.parentKey, key]);
    assert.deepEqual(parents, [
      ["Linked", null, "PAY-1"],
      ["Child", null, "PAY-2"],
      ["Made in the same run", null, "PAY-3"],
      ["Its child", "PAY-3", "PAY-4"],
    ]);
  });

  test("13. Over-eager completion: a container with open children, and a box of the same words, stay open", async () => {
    const box = "- [ ] It is logged";
    const { workspace, jira, statuses } = aTeam(
      `# Payments

## Container
<!-- canon:system:all status:todo -->

### First
<!-- canon:system:first status:todo -->

${box}

### Second
<!-- canon:system:second status:todo -->

${box}
`,
    );
    await workspace.sync();
    jira.edit("PAY-2", (ticket) => {
      ticket.status = "Done";
      ticket.description = ticket.description.replace("- [ ]", "- [x]");
    });
    await workspace.sync();
    assert.deepEqual(statuses(), { all: "todo", first: "done", second: "todo" });
    assert.match(
      workspace.text(),
      /### First[\s\S]*- \[x\] It is logged[\s\S]*### Second[\s\S]*- \[ \] It is logged/,
    );
    assert.equal(jira.tickets.get("PAY-1")?.status, "To Do");
  });
});
