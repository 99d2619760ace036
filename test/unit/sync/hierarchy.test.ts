import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { WorkflowType } from "../../../src/core/model/ticket.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const NESTED = "    hierarchy:\n      auto_parent: true\n";
const TYPED =
  "    hierarchy:\n      2: Epic\n      3: Story\n      4: Sub-task\n      auto_parent: true\n";

function types(...names: readonly string[]): WorkflowType[] {
  const states = [...JIRA_STATES].map(([name, category]) => ({ name, category }));
  return names.map((name) => ({
    name,
    states,
    requiredFields: name === "Story" ? ["Team"] : [],
    needsParent: name === "Sub-task",
  }));
}

function jira(known?: readonly WorkflowType[]): MemoryTicketTracker {
  return createMemoryTicketTracker({
    system: "jira",
    prefix: "PAY",
    states: JIRA_STATES,
    ...(known === undefined ? {} : { types: known }),
  });
}

function section(depth: number, id: string): string {
  return `${"#".repeat(depth)} ${id}\n<!-- canon:system:${id} status:todo -->\n\nText of ${id}.\n\n`;
}

const SPEC_TEXT = `# P\n\n${section(2, "a")}${section(3, "child")}${section(2, "b")}`;

/** `a` is PAY-1, `child` below it PAY-2, `b` PAY-3; all in step. */
async function synced(tracker = jira(), more = NESTED): Promise<Workspace> {
  const workspace = onTracker(tracker, SPEC_TEXT, configFor("jira", "PAY", more));
  await workspace.sync();
  assert.equal(tracker.tickets.get("PAY-2")?.parentKey, "PAY-1");
  await checkAtRest(workspace);
  return workspace;
}

/** Takes the child out of its place, with its comments, and puts it somewhere else. */
function move(workspace: Workspace, place: (text: string, child: string) => string): void {
  const text = workspace.text();
  const at = text.indexOf("### child");
  const child = text.slice(at, text.indexOf("## b"));
  workspace.store.files.set(SPEC, place(text.replace(child, ""), child));
}

async function checkAtRest(workspace: Workspace): Promise<void> {
  const plan = await workspace.plan();
  assert.deepEqual([plan.items, plan.held, plan.agreements], [[], [], []]);
}

async function itemsOf(workspace: Workspace): Promise<(string | null)[][]> {
  return (await workspace.plan()).items.map(({ kind, from, to, note }) => [kind, from, to, note]);
}

suite("a hierarchy over time", () => {
  test("a ticket follows its section to another parent", async () => {
    const tracker = jira();
    const workspace = await synced(tracker);
    move(workspace, (text, child) => text + child);
    assert.deepEqual(await itemsOf(workspace), [["link-parent", "PAY-1", "PAY-3", "below b"]]);
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-2")?.parentKey, "PAY-3");
    await checkAtRest(workspace);
  });

  test("a section that moved to the top loses the parent that Canon gave, and no other", async () => {
    for (const [given, kept] of [
      [null, null],
      ["PAY-3", "PAY-3"],
    ] as const) {
      const tracker = jira();
      const workspace = await synced(tracker);
      if (given !== null) tracker.edit("PAY-2", (ticket) => (ticket.parentKey = given));
      workspace.edit(SPEC, "### child", "## child");
      await workspace.sync();
      assert.equal(tracker.tickets.get("PAY-2")?.parentKey, kept);
      await checkAtRest(workspace);
    }
  });

  test("a section below one without a ticket leaves its former parent", async () => {
    const tracker = jira();
    const workspace = await synced(tracker);
    workspace.edit(SPEC, "### child", "## draft\n\n### child");
    assert.deepEqual(await itemsOf(workspace), [
      ["link-parent", "PAY-1", null, "the section above, draft, has no ticket"],
    ]);
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-2")?.parentKey, null);
    await checkAtRest(workspace);
  });

  test("a parent whose section was unlinked, or whose link is broken, stays", async () => {
    for (const [from, to] of [
      ["<!-- canon:ticket:jira:PAY-1 -->\n", ""],
      ["canon:ticket:jira:PAY-1", "canon:ticket:jira:PAY_1"],
    ] as const) {
      const tracker = jira();
      const workspace = await synced(tracker);
      workspace.edit(SPEC, from, to);
      workspace.edit(SPEC, "canon:system:a status:todo", "canon:system:a status:draft");
      // The one offers the lost link again, and neither takes the child's parent away.
      const parents = (await itemsOf(workspace)).filter(([kind]) => kind === "link-parent");
      assert.deepEqual(parents, []);
    }
  });

  test("a parent that a person set or took away in the tracker stays", async () => {
    for (const parentKey of [null, "PAY-3"]) {
      const tracker = jira();
      const workspace = await synced(tracker);
      tracker.edit("PAY-2", (ticket) => (ticket.parentKey = parentKey));
      await workspace.sync();
      assert.equal(tracker.tickets.get("PAY-2")?.parentKey, parentKey);
      await checkAtRest(workspace);
    }
  });

  test("a parent changed on both sides is held, unless the spec is to win", async () => {
    const tracker = jira();
    const workspace = await synced(tracker);
    tracker.edit("PAY-2", (ticket) => (ticket.parentKey = null));
    move(workspace, (text, child) => text + child);
    const { items, held } = await workspace.plan();
    assert.deepEqual(items, []);
    assert.deepEqual(
      held.map(({ reason, spec, tracker: there, base }) => [reason, spec, there, base]),
      [["conflict/parent", "PAY-3", null, "PAY-1"]],
    );
    await workspace.sync({ onConflict: "spec" });
    assert.equal(tracker.tickets.get("PAY-2")?.parentKey, "PAY-3");
    await checkAtRest(workspace);
  });

  test("two sections that change places never ask for a ring", async () => {
    const tracker = jira();
    const workspace = await synced(tracker);
    const [a, child] = [section(2, "a"), section(3, "child")].map((text) => text.trim());
    assert.ok(a && child);
    move(workspace, (text, moved) =>
      text.replace("## a", `${moved.replace("### child", "## child")}### a`),
    );
    assert.deepEqual(
      (await itemsOf(workspace)).map((item) => item.slice(0, 3)),
      [
        ["link-parent", "PAY-1", null],
        ["link-parent", null, "PAY-2"],
      ],
    );
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-2")?.parentKey, null);
    assert.equal(tracker.tickets.get("PAY-1")?.parentKey, "PAY-2");
    await checkAtRest(workspace);
  });

  test("a ring with somebody's own parent is held and explained", async () => {
    const tracker = jira();
    const workspace = await synced(tracker);
    tracker.edit("PAY-3", (ticket) => (ticket.parentKey = "PAY-2"));
    move(workspace, (text, child) => text + child);
    const { items, held } = await workspace.plan();
    assert.deepEqual(items, []);
    assert.match(held[0]?.message ?? "", /PAY-2 should stand below PAY-3, but in the tracker/);
  });

  test("below a ticket that is gone a new one is made without a parent, and gets it later", async () => {
    const tracker = jira();
    const workspace = await synced(tracker);
    tracker.tickets.delete("PAY-3");
    workspace.store.files.set(SPEC, workspace.text() + section(3, "late"));
    const [item] = (await workspace.plan()).items;
    assert.ok(item?.kind === "create-ticket");
    assert.equal(item.draft.parent, null);
    assert.match(item.note ?? "", /^PAY-3, the ticket of the section above, is not in the tracker/);
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-4")?.parentKey, null);
    workspace.edit(SPEC, "canon:ticket:jira:PAY-3", "canon:ticket:jira:PAY-1");
    workspace.edit(SPEC, "<!-- canon:ticket:jira:PAY-1 -->\n", "");
    workspace.edit(SPEC, "canon:system:a status:todo", "canon:system:a status:draft");
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-4")?.parentKey, "PAY-1");
  });

  test("a closed parent is told, and the child still stands below it", async () => {
    const tracker = jira();
    const workspace = await synced(tracker);
    workspace.edit(SPEC, "canon:system:b status:todo", "canon:system:b status:done");
    await workspace.sync();
    workspace.store.files.set(SPEC, workspace.text() + section(3, "late"));
    const [item] = (await workspace.plan()).items;
    assert.equal(item?.note, 'its parent PAY-3 is closed ("Done")');
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-4")?.parentKey, "PAY-3");
  });
});

suite("types that a project does not have", () => {
  test("are told before anything is created, with the ones it has", async () => {
    const tracker = jira(types("Task", "Bug"));
    const config = configFor("jira", "PAY", "    hierarchy:\n      2: Epic\n      3: task\n");
    const workspace = onTracker(tracker, SPEC_TEXT, config);
    const { items, held } = await workspace.plan();
    assert.deepEqual(
      held.map(({ sectionId, reason, ticket, spec }) => [sectionId, reason, ticket, spec]),
      [
        ["a", "workflow/unknown-type", null, "todo"],
        ["b", "workflow/unknown-type", null, "todo"],
      ],
    );
    assert.match(held[0]?.message ?? "", /no ticket type "Epic"\. It has "Task", "Bug"\./);
    assert.deepEqual(
      items.map(({ kind, sectionId }) => [kind, sectionId]),
      [["create-ticket", "child"]],
    );
    await workspace.sync();
    assert.equal(tracker.tickets.size, 1);
  });

  test("a field that only a person can fill is told the same way", async () => {
    const tracker = jira(types("Epic", "Story", "Sub-task"));
    const workspace = onTracker(tracker, SPEC_TEXT, configFor("jira", "PAY", TYPED));
    const { items, held } = await workspace.plan();
    assert.deepEqual(
      held.map(({ sectionId, reason }) => [sectionId, reason]),
      [["child", "workflow/required-field"]],
    );
    assert.match(held[0]?.message ?? "", /wants "Team" in every new "Story"/);
    assert.equal(items.length, 2);
  });

  test("a sub-task without a parent is not tried", async () => {
    const tracker = jira(types("Epic", "Sub-task"));
    const text = `# P\n\n${section(4, "alone")}${section(2, "a")}${section(4, "below")}`;
    const workspace = onTracker(tracker, text, configFor("jira", "PAY", TYPED));
    const { items, held } = await workspace.plan();
    assert.deepEqual(
      held.map(({ sectionId, reason }) => [sectionId, reason]),
      [["alone", "workflow/needs-parent"]],
    );
    assert.deepEqual(
      items.map(({ sectionId }) => sectionId),
      ["a", "below"],
    );
  });

  test("a child of a held section is made, says so, and gets its parent later", async () => {
    const known = types("Task");
    const tracker = jira(known);
    const more = "    hierarchy:\n      2: Epic\n      3: Task\n      auto_parent: true\n";
    const workspace = onTracker(tracker, SPEC_TEXT, configFor("jira", "PAY", more));
    assert.match((await itemsOf(workspace))[0]?.[3] ?? "", /The section above gets no ticket yet/);
    await workspace.sync();
    known.push(...types("Epic"));
    await workspace.sync();
    await workspace.sync();
    assert.equal(tracker.tickets.get("PAY-1")?.parentKey, "PAY-2");
    await checkAtRest(workspace);
  });

  test("a tracker that cannot describe itself holds nothing up", async () => {
    const tracker = jira(types("Bug"));
    tracker.beforeCall = ({ method }) =>
      method === "describeWorkflow"
        ? { code: "tracker/forbidden", message: "No. Nothing was changed." }
        : undefined;
    const workspace = onTracker(tracker, SPEC_TEXT, configFor("jira", "PAY", TYPED));
    const { items, held } = await workspace.plan();
    assert.deepEqual([items.length, held], [3, []]);
  });

  test("is asked once for each connection, and never where nothing is to be made", async () => {
    const tracker = jira();
    const workspace = await synced(tracker);
    const asked = (): number =>
      tracker.calls.filter(({ method }) => method === "describeWorkflow").length;
    assert.equal(asked(), 1);
    await workspace.sync();
    assert.equal(asked(), 1);
  });
});
