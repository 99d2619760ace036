import assert from "node:assert/strict";
import { DIRECT_SYSTEMS } from "../support/remote/systems.ts";
import { linkedKeys, specOf } from "../support/remote/sections.ts";
import { onTracker as onWire } from "../support/remote/remote-workspace.ts";
import { SimulatedCrash } from "../support/memory-file-store.ts";
import { onStore, SPEC } from "../support/workspace.ts";
import { ok } from "../../src/core/kernel/result.ts";
import { aSpecOf, aTeam } from "./a-team.ts";

suite("hazards of which ticket belongs to which section", () => {
  test("3. Links are saved last: wherever a run dies, the next one links what exists", async () => {
    for (let fatal = 1; fatal <= 12; fatal++) {
      const { workspace, jira } = aTeam(aSpecOf({ retry: "Three times.", ledger: "One row." }));
      workspace.store.beforeWrite = (_, n) => (n === fatal ? "crash" : undefined);
      await workspace.sync().catch((error: unknown) => {
        if (!(error instanceof SimulatedCrash)) throw error;
      });
      workspace.store.beforeWrite = undefined;
      workspace.store.locks.clear();
      const openTracker = () => Promise.resolve(ok(jira));
      await onStore(workspace.store, workspace.clock, { openTracker }).sync();
      assert.equal(jira.tickets.size, 2, `died before write ${fatal}`);
      assert.deepEqual(linkedKeys(workspace.text()).sort(), ["PAY-1", "PAY-2"]);
    }
  });

  test("4. Wrong ticket adopted: an equal title, open or closed, and a section's new number adopt nothing", async () => {
    const { workspace, jira } = aTeam(aSpecOf({ ledger: "One row." }));
    await workspace.sync();
    jira.edit("PAY-1", (ticket) => (ticket.status = "Done"));
    await workspace.sync();
    workspace.store.files.set(
      "docs/specs/orders.md",
      "# Orders\n\n## ledger\n<!-- canon:system:ledger status:todo -->\n\nOrders.\n",
    );
    await workspace.sync();
    assert.match(workspace.text("docs/specs/orders.md"), /canon:ticket:jira:PAY-2 /);
    assert.deepEqual([...jira.tickets.keys()], ["PAY-1", "PAY-2"]);
    workspace.edit(
      SPEC,
      "## ledger",
      "## 1. Sibling\n<!-- canon:system:1 status:todo -->\n\nNew.\n\n## 2. ledger",
    );
    await workspace.sync();
    assert.match(workspace.text(), /## 1\. Sibling\n<!-- canon:ticket:jira:PAY-3 -->/);
    assert.match(workspace.text(), /## 2\. ledger\n<!-- canon:ticket:jira:PAY-1 -->/);
  });

  for (const system of DIRECT_SYSTEMS) {
    test(`9. Repeated creation, ${system.name}: a create whose answer was lost is not sent again`, () =>
      onWire(system, specOf(1), async (workspace) => {
        let creates = 0;
        workspace.double.faultFor = (request) => {
          if (!request.isWrite) return undefined;
          creates += 1;
          return creates === 1 ? { kind: "cut" } : undefined;
        };
        await workspace.sync();
        await workspace.sync();
        assert.equal(workspace.double.tickets().length, 1);
        assert.equal(linkedKeys(workspace.text()).length, 1);
      })).timeout(60_000);
  }

  test("12. Trust: words of a ticket become no comment, heading, fence or link of the spec", async () => {
    const { workspace, jira } = aTeam(aSpecOf({ retry: "Three times.\n\n- [ ] It stops" }));
    await workspace.sync();
    const before = workspace.text().replace("- [ ] It stops", "- [x] It stops");
    jira.edit("PAY-1", (ticket) => {
      ticket.description = ticket.description.replace(
        "- [ ] It stops",
        [
          "- [x] It stops",
          "- [x] --> <!-- canon:ticket:jira:EVIL-1 --> <!-- canon:system:x status:done -->",
          "- [ ] <script>x</script> ## Heading",
          "- [ ] ``` fence",
        ].join("\n"),
      );
    });
    await workspace.sync();
    const text = workspace.text();
    const added = text.split("\n").filter((line) => !before.split("\n").includes(line));
    for (const line of added) assert.match(line, /^- \[[ x]\] /, line);
    const shape = (one: string): string[] => one.match(/^#+ .*$|<!-- canon:.*?-->|^```.*$/gm) ?? [];
    assert.deepEqual(shape(text), shape(before));
    assert.deepEqual(
      (await workspace.plan()).items.filter(({ kind }) => kind !== "update-ticket"),
      [],
    );
  });
});
