import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { TrackerError } from "../../../src/core/model/ticket.ts";
import { KNOWN_TICKETS_FILE } from "../../../src/core/plan/known-tickets-file.ts";
import { UNATTENDED } from "../../../src/sync/apply-plan.ts";
import { WHOLE_WORKSPACE } from "../../../src/sync/engine.ts";
import { fileProblem } from "../../support/memory-file-store.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { aWorkspace, configFor, onTracker, type Workspace } from "../../support/workspace.ts";

const TEXT = "# P\n\n## One\n<!-- canon:system:one status:todo -->\n\nText.\n";
const MINUTE = 60 * 1000;
const GONE: TrackerError = { code: "tracker/unreachable", message: "Nobody is there." };

function onJira(text = TEXT): { tracker: MemoryTicketTracker; workspace: Workspace } {
  const tracker = createMemoryTicketTracker({ system: "jira", prefix: "PAY", states: JIRA_STATES });
  return { tracker, workspace: onTracker(tracker, text, configFor("jira", "PAY")) };
}

async function lastKnown({ engine }: Workspace): Promise<[string, string][]> {
  return [...(await engine.lastKnown())].map(([id, { status, at }]) => [`${id} ${status}`, at]);
}

suite("tickets as they were last seen", () => {
  test("are noted by a sync, and not again by the next one", async () => {
    const { workspace } = onJira();
    await workspace.sync();
    assert.deepEqual(await lastKnown(workspace), [["jira:PAY-1 To Do", workspace.clock.now()]]);
    const { writes } = workspace.store;
    workspace.clock.advance(10 * MINUTE);
    await workspace.sync();
    assert.equal(workspace.store.writes, writes);
    workspace.clock.advance(1);
    await workspace.sync();
    assert.equal(workspace.store.writes, writes + 1);
    assert.deepEqual(await lastKnown(workspace), [["jira:PAY-1 To Do", workspace.clock.now()]]);
  });

  test("are noted at once when their state has changed", async () => {
    const { tracker, workspace } = onJira();
    await workspace.sync();
    tracker.edit("PAY-1", (ticket) => (ticket.status = "Done"));
    workspace.clock.advance(1);
    await workspace.sync();
    assert.deepEqual(await lastKnown(workspace), [["jira:PAY-1 Done", workspace.clock.now()]]);
  });

  test("keep their age while nobody answers", async () => {
    const { tracker, workspace } = onJira();
    await workspace.sync();
    const [before] = await lastKnown(workspace);
    workspace.clock.advance(3 * 60 * MINUTE);
    tracker.beforeCall = () => GONE;
    assert.equal((await workspace.sync()).held.length, 1);
    assert.deepEqual(await lastKnown(workspace), [before]);
  });

  test("are not noted by a plan, nor in a folder where a run did nothing", async () => {
    const { tracker, workspace } = onJira();
    await workspace.sync();
    workspace.store.files.delete(KNOWN_TICKETS_FILE);
    const { writes } = workspace.store;
    await workspace.plan();
    await workspace.sync();
    assert.equal(workspace.store.writes, writes);
    const readings = await workspace.engine.readTickets(
      [{ system: "jira", key: "PAY-1" }],
      UNATTENDED,
    );
    assert.equal(readings.size, 1);
    assert.equal((await lastKnown(workspace)).length, 1);
    const elsewhere = onTracker(tracker, workspace.text(), configFor("jira", "PAY"));
    await elsewhere.engine.snapshot(WHOLE_WORKSPACE, UNATTENDED);
    await elsewhere.engine.noteSeen();
    assert.equal(elsewhere.store.writes, 0);
  });

  test("embedded tickets are not noted: they are there to be looked at", async () => {
    const workspace = aWorkspace(TEXT);
    await workspace.sync();
    assert.equal(workspace.store.files.has(KNOWN_TICKETS_FILE), false);
  });

  test("a credential in a title is masked", async () => {
    const { tracker, workspace } = onJira();
    await workspace.sync();
    tracker.edit("PAY-1", (ticket) => (ticket.title = `key ghp_${"a1B2".repeat(9)}`));
    await workspace.sync();
    assert.doesNotMatch(workspace.text(KNOWN_TICKETS_FILE), /ghp_a1B2/);
    assert.match(workspace.text(KNOWN_TICKETS_FILE), /"title":"key /);
  });

  test("a folder that cannot be written is no trouble", async () => {
    const { tracker, workspace } = onJira();
    await workspace.sync();
    tracker.edit("PAY-1", (ticket) => (ticket.status = "In Progress"));
    workspace.store.beforeWrite = (path) =>
      path.startsWith(".canon/cache/") ? fileProblem("file/unwritable", path) : undefined;
    const report = await workspace.sync();
    assert.deepEqual(report.problems, []);
    workspace.store.beforeWrite = undefined;
    workspace.store.files.set(KNOWN_TICKETS_FILE, "no JSON");
    assert.deepEqual(await lastKnown(workspace), []);
    await workspace.sync();
    assert.equal((await lastKnown(workspace)).length, 1);
  });
});
