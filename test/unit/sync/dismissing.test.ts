import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { REFERENCES_FILE } from "../../../src/core/plan/references-file.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { aWorkspace, configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const TEXT = `# P

## One
<!-- canon:system:one status:todo -->

Text.

## Two
<!-- canon:system:two status:todo -->

Text.
`;

/** `one` is linked to PAY-1, which is gone, `two` to PAY-2. */
async function withBrokenLink(): Promise<{ tracker: MemoryTicketTracker; workspace: Workspace }> {
  const tracker = createMemoryTicketTracker({ system: "jira", prefix: "PAY", states: JIRA_STATES });
  const workspace = onTracker(tracker, TEXT, configFor("jira", "PAY"));
  await workspace.sync();
  tracker.tickets.delete("PAY-1");
  await workspace.sync();
  return { tracker, workspace };
}

function dismiss(workspace: Workspace, id: string, isDismissal = true) {
  return workspace.engine.dismiss(SPEC, id, isDismissal, UNATTENDED);
}

async function heldIn(workspace: Workspace): Promise<string[]> {
  return (await workspace.sync()).held.map(({ sectionId }) => sectionId);
}

function codeOf(result: Awaited<ReturnType<typeof dismiss>>): string {
  return result.ok ? "done" : result.error.code;
}

suite("dismissing a broken link", () => {
  test("takes it out of every plan, and changes neither link nor status", async () => {
    const { tracker, workspace } = await withBrokenLink();
    const text = workspace.text();
    assert.deepEqual(await heldIn(workspace), ["one"]);
    assert.deepEqual(await dismiss(workspace, "one"), { ok: true, value: "jira:PAY-1" });
    tracker.calls.length = 0;
    assert.deepEqual(await heldIn(workspace), []);
    assert.deepEqual(
      tracker.calls.map(({ keys }) => keys),
      [["PAY-2"]],
    );
    assert.equal(workspace.text(), text);
    workspace.edit(SPEC, "canon:system:one status:todo", "canon:system:one status:done");
    workspace.clock.advance(7 * 24 * 60 * 60 * 1000);
    assert.deepEqual((await workspace.plan()).items, []);
  });

  test("can be taken back, and the link is held again", async () => {
    const { workspace } = await withBrokenLink();
    assert.equal(codeOf(await dismiss(workspace, "one")), "done");
    assert.equal(codeOf(await dismiss(workspace, "one", false)), "done");
    assert.deepEqual(await heldIn(workspace), ["one"]);
    assert.equal(codeOf(await dismiss(workspace, "one", false)), "link/not-dismissed");
  });

  test("is refused for a link that works, and for one that nobody can tell about", async () => {
    const { tracker, workspace } = await withBrokenLink();
    assert.equal(codeOf(await dismiss(workspace, "two")), "link/not-broken");
    tracker.beforeCall = () => ({ code: "tracker/unreachable", message: "Nobody is there." });
    assert.equal(codeOf(await dismiss(workspace, "two")), "link/not-broken");
    workspace.store.files.delete(REFERENCES_FILE);
    const unknown = await dismiss(workspace, "one");
    assert.ok(!unknown.ok);
    assert.match(unknown.error.message, /not known now: Nobody is there\. Nothing was changed\.$/);
  });

  test("works for an embedded ticket whose file is gone, and ends when the file is back", async () => {
    const workspace = aWorkspace(TEXT);
    await workspace.sync();
    const file = ".canon/tickets/LOCAL-1.md";
    const ticket = workspace.text(file);
    workspace.store.files.delete(file);
    const writes = workspace.store.writes;
    assert.deepEqual(await heldIn(workspace), ["one"]);
    assert.equal(workspace.store.writes, writes);
    assert.equal(codeOf(await dismiss(workspace, "one")), "done");
    assert.deepEqual(await heldIn(workspace), []);
    workspace.store.files.set(file, ticket.replace("status: todo", "status: in_progress"));
    await workspace.sync();
    assert.match(workspace.text(), /canon:system:one status:in_progress/);
    assert.equal(codeOf(await dismiss(workspace, "one", false)), "link/not-dismissed");
  });

  test("ends with another link, and with none", async () => {
    const { tracker, workspace } = await withBrokenLink();
    await dismiss(workspace, "one");
    const linked = await workspace.engine.link(
      SPEC,
      "one",
      { system: "jira", key: "PAY-2" },
      UNATTENDED,
    );
    assert.ok(linked.ok);
    assert.doesNotMatch(workspace.text(REFERENCES_FILE), /PAY-1/);
    tracker.tickets.delete("PAY-2");
    await workspace.sync();
    await dismiss(workspace, "two");
    assert.match(workspace.text(REFERENCES_FILE), /PAY-2/);
    assert.ok((await workspace.engine.unlink(SPEC, "two", UNATTENDED)).ok);
    assert.doesNotMatch(workspace.text(REFERENCES_FILE), /PAY-2/);
  });

  test("linking where nothing is known against anything writes no records", async () => {
    const workspace = aWorkspace(TEXT);
    await workspace.sync();
    const ref = { system: "local", key: "LOCAL-1" } as const;
    assert.ok((await workspace.engine.link(SPEC, "two", ref, UNATTENDED)).ok);
    assert.equal(workspace.store.files.has(REFERENCES_FILE), false);
  });
});
