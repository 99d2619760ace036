import assert from "node:assert/strict";
import { suite, test } from "mocha";
import { ok } from "../../../src/core/kernel/result.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onStore, onTracker, SPEC, type Workspace } from "../../support/workspace.ts";

const SECTION = "## 1. Retry\n<!-- canon:system:retry status:todo -->\n\nAgain.\n";
const TEXT = `# Payments\n\n${SECTION}`;

/** A ticket was made, and the process died before its link was written. */
async function afterCrash(text = TEXT): Promise<{ tracker: MemoryTicketTracker; next: Workspace }> {
  const clock = createFixedClock();
  const tracker = createMemoryTicketTracker({
    system: "jira",
    prefix: "PAY",
    states: JIRA_STATES,
    clock,
  });
  const first = onTracker(tracker, text, configFor("jira", "PAY"));
  tracker.losesAnswer = ({ method }) => method === "createTickets";
  await first.sync();
  tracker.losesAnswer = undefined;
  const next = onStore(first.store, clock, { openTracker: () => Promise.resolve(ok(tracker)) });
  return { tracker, next };
}

async function orphansIn(workspace: Workspace): Promise<string[]> {
  const { problems } = await workspace.plan();
  return problems.filter(({ code }) => code === "sync/orphan-intent").map(({ message }) => message);
}

suite("a ticket of an interrupted run", () => {
  test("is no trouble while its section waits for it", async () => {
    const { next } = await afterCrash();
    assert.deepEqual(await orphansIn(next), []);
  });

  test("keeps the title that somebody gave it before it was linked", async () => {
    const { tracker, next } = await afterCrash();
    tracker.edit("PAY-1", (ticket) => (ticket.title = "Retry, at most twice"));
    await next.sync();
    await next.sync();
    assert.match(next.text(), /canon:ticket:jira:PAY-1/);
    assert.equal(tracker.tickets.get("PAY-1")?.title, "Retry, at most twice");
  });

  test("keeps the state that somebody moved it to before it was linked", async () => {
    const { tracker, next } = await afterCrash();
    tracker.edit("PAY-1", (ticket) => (ticket.status = "In Progress"));
    await next.sync();
    await next.sync();
    assert.equal(tracker.tickets.get("PAY-1")?.status, "In Progress");
    assert.match(next.text(), /canon:system:retry status:in_progress/);
  });

  test("is named where a colleague's ticket was linked in the meantime", async () => {
    const { tracker, next } = await afterCrash();
    const other = onTracker(tracker, TEXT, configFor("jira", "PAY"));
    await other.sync();
    next.store.files.set(SPEC, other.text());
    const [message, ...more] = await orphansIn(next);
    assert.match(message ?? "", /created the ticket PAY-1 .* linked to jira:PAY-2 by now/);
    assert.match(message ?? "", /Remove one of the two/);
    assert.deepEqual(more, []);

    tracker.tickets.delete("PAY-1");
    await next.sync();
    assert.deepEqual(await orphansIn(next), []);
    assert.deepEqual((await next.plan()).settledIntents, []);
  });

  test("goes with its section, which was moved to another file and renamed at once", async () => {
    const { tracker, next } = await afterCrash();
    next.store.files.delete(SPEC);
    const moved = TEXT.replace("## 1. Retry", "## 4. Trying again");
    next.store.files.set("docs/specs/other.md", moved);
    assert.deepEqual(await orphansIn(next), []);
    await next.sync();
    assert.match(next.text("docs/specs/other.md"), /canon:ticket:jira:PAY-1/);
    assert.equal(tracker.tickets.size, 1);
  });

  test("is not given to a section of another file that only has the same number", async () => {
    const numbered = TEXT.replace(":retry", ":1");
    const { next } = await afterCrash(numbered);
    next.store.files.delete(SPEC);
    next.store.files.set("docs/specs/other.md", numbered.replace("1. Retry", "1. Ledger"));
    assert.equal((await orphansIn(next)).length, 1);
    const { items } = await next.plan();
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ["create-ticket"],
    );
  });

  test("is not given to a copy of its section", async () => {
    const { tracker, next } = await afterCrash();
    const linked = SECTION.replace("<!--", "<!-- canon:ticket:jira:PAY-2 -->\n<!--");
    tracker.tickets.set("PAY-2", structuredClone(tracker.tickets.get("PAY-1")!));
    tracker.edit("PAY-2", (ticket) => Object.assign(ticket, { marker: "another" }));
    next.store.files.set(SPEC, `# Payments\n\n${linked}\n${SECTION}`);
    assert.equal((await orphansIn(next)).length, 1);
    const { items } = await next.plan();
    assert.deepEqual(
      items.filter(({ kind }) => kind === "insert-link"),
      [],
    );
  });

  test("is named where it cannot be looked up and its section is gone", async () => {
    const { tracker, next } = await afterCrash();
    next.store.files.set(SPEC, "# Payments\n\n## 2. Other\n");
    tracker.beforeCall = ({ method }) =>
      method === "findByMarker" ? { code: "tracker/unreachable", message: "No." } : undefined;
    const [message] = await orphansIn(next);
    assert.match(message ?? "", /may have created .* which is gone.* delete .*intents\/.*\.json/);
  });
});
