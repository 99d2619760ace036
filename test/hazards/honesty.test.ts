import assert from "node:assert/strict";
import { onTracker as onWire } from "../support/remote/remote-workspace.ts";
import { SYSTEMS } from "../support/remote/systems.ts";
import { linkedKeys, specOf } from "../support/remote/sections.ts";
import { configFor, SPEC } from "../support/workspace.ts";
import { aSpecOf, aTeam } from "./a-team.ts";

suite("hazards of saying and doing what was asked", () => {
  test("6. Configuration ignored: own states, types and lifecycle are what is sent", async () => {
    const { workspace, jira, statuses } = aTeam(
      aSpecOf({ retry: "Three times.", ledger: "One row." }),
      [
        "    hierarchy:",
        "      2: Epic",
        "    status_map:",
        "      forward:",
        "        done: Shipped",
        "      reverse:",
        "        Shipped: done",
        "",
      ].join("\n"),
      {
        states: new Map([
          ["To Do", "unstarted"],
          ["In Progress", "started"],
          ["Shipped", null],
        ]),
      },
    );
    await workspace.sync();
    assert.deepEqual(
      [...jira.tickets.values()].map(({ type }) => type),
      ["Epic", "Epic"],
    );
    workspace.edit(SPEC, "system:retry status:todo", "system:retry status:done");
    jira.edit("PAY-2", (ticket) => (ticket.status = "Shipped"));
    await workspace.sync();
    assert.equal(jira.tickets.get("PAY-1")?.status, "Shipped");
    assert.deepEqual(statuses(), { retry: "done", ledger: "done" });

    const quiet = aTeam(aSpecOf({ retry: "Three times." }), "");
    quiet.workspace.store.files.set(
      "CANON.yaml",
      `${configFor("jira", "PAY")}specs:\n  lifecycle_sync: false\n  auto_tickets: false\n`,
    );
    await quiet.workspace.sync();
    assert.equal(quiet.jira.tickets.size, 0);
  });

  test("7. Silent non-writes: a missing status comment is written, a missing step in the workflow is said", async () => {
    const { workspace, jira } = aTeam(aSpecOf({ retry: "Three times." }));
    await workspace.sync();
    workspace.edit(SPEC, "<!-- canon:system:retry status:todo -->\n", "");
    await workspace.sync();
    assert.match(workspace.text(), /canon:system:retry status:todo/);
    jira.movesFrom = () => ["Backlog"];
    workspace.edit(SPEC, "status:todo", "status:done");
    const report = await workspace.sync();
    assert.deepEqual(
      report.held.map(({ reason, ticket }) => [reason, ticket]),
      [["workflow/no-transition", "jira:PAY-1"]],
    );
    assert.equal(jira.tickets.get("PAY-1")?.status, "To Do");
  });

  for (const system of SYSTEMS) {
    test(`8. Round trips, ${system.name}: 300 linked tickets cost a few requests, and no search`, () =>
      onWire(system, specOf(0), async (workspace) => {
        const keys = workspace.double.seed(300);
        const link = (index: number): string =>
          `<!-- canon:ticket:${system.system}:${String(keys[index])} -->\n`;
        workspace.store.files.set(SPEC, specOf(300, link));
        await workspace.plan({ direction: "reverse" });
        const { total, writes } = workspace.cost();
        assert.ok(total <= 6, `${total} requests`);
        assert.equal(writes, 0);
      })).timeout(60_000);
  }

  test("10. Lost edits: an edit during the run stays, as do line endings and words around Canon's block", async () => {
    const spec = aSpecOf({ retry: "Three times.", ledger: "One row." }).replaceAll("\n", "\r\n");
    const { workspace, jira } = aTeam(spec);
    await workspace.sync();
    assert.doesNotMatch(workspace.text(), /[^\r]\n/);
    jira.edit("PAY-1", (ticket) => {
      ticket.description = `Written by Ada.\n\n${ticket.description}\n\nAnd by Bob.`;
      ticket.status = "Done";
    });
    workspace.edit(SPEC, "Three times.", "Five times.");
    const plan = await workspace.plan();
    workspace.edit(SPEC, "One row.", "One row, typed just now.");
    const stale = await workspace.apply(plan);
    assert.ok(stale.results.every(({ outcome }) => outcome === "stale"));
    await workspace.sync();
    assert.match(workspace.text(), /One row, typed just now\./);
    assert.match(workspace.text(), /system:retry status:done/);
    assert.doesNotMatch(workspace.text(), /[^\r]\n/);
    const { description = "" } = jira.tickets.get("PAY-1") ?? {};
    assert.match(description, /^Written by Ada\.[\s\S]*Five times\.[\s\S]*And by Bob\.$/);
  });

  for (const system of SYSTEMS) {
    test(`14. Errors flattened, ${system.name}: an outage is no missing ticket, and changes nothing`, () =>
      onWire(
        system,
        specOf(2),
        async (workspace) => {
          await workspace.sync();
          const text = workspace.text();
          workspace.double.faultFor = () => ({ kind: "status", status: 503 });
          const { held, items } = await workspace.plan();
          assert.deepEqual(
            held.map(({ reason }) => reason),
            ["ticket/unreadable", "ticket/unreadable"],
          );
          assert.deepEqual(items, []);
          await workspace.sync();
          workspace.double.faultFor = () => undefined;
          await workspace.sync();
          assert.equal(workspace.text(), text);
          assert.equal(linkedKeys(text).length, workspace.double.tickets().length);
        },
        { patienceMs: 500 },
      )).timeout(60_000);
  }
});
