import assert from "node:assert/strict";
import { suite, test } from "mocha";
import type { TrackerError } from "../../../src/core/model/ticket.ts";
import { createFixedClock } from "../../support/fixed-clock.ts";
import {
  createMemoryTicketTracker,
  JIRA_STATES,
  type MemoryTicketTracker,
} from "../../support/memory-ticket-tracker.ts";
import { configFor, onStore, onTracker, type Workspace } from "../../support/workspace.ts";
import { ok } from "../../../src/core/kernel/result.ts";

const COUNT = 12;
const SPEC_TEXT = `# Payments\n\n${Array.from(
  { length: COUNT },
  (_, n) => `## ${n + 1}. Part ${n + 1}\n<!-- canon:system:${n + 1} status:todo -->\n`,
).join("\n")}`;

/** A run whose request was carried out and whose answer was lost, and what the next ones see. */
async function afterLostAnswer(): Promise<{ tracker: MemoryTicketTracker; next: Workspace }> {
  const clock = createFixedClock();
  const tracker = createMemoryTicketTracker({
    system: "jira",
    prefix: "PAY",
    states: JIRA_STATES,
    capabilities: { createBatch: 50 },
    clock,
  });
  const first = onTracker(tracker, SPEC_TEXT, configFor("jira", "PAY"));
  tracker.losesAnswer = ({ method }) => method === "createTickets";
  await first.sync();
  tracker.losesAnswer = undefined;
  const next = onStore(first.store, clock, { openTracker: () => Promise.resolve(ok(tracker)) });
  return { tracker, next };
}

suite("looking for what an earlier run left behind", () => {
  test("asks for each create with what was written down of it", async () => {
    const { tracker, next } = await afterLostAnswer();
    const markers: unknown[] = [];
    const original = { ...tracker };
    tracker.findByMarker = (marker, signal) => {
      markers.push([marker.since, marker.after, marker.id.length]);
      return original.findByMarker(marker, signal);
    };
    const plan = await next.plan();
    assert.equal(plan.items.filter(({ kind }) => kind === "insert-link").length, COUNT);
    assert.deepEqual(markers[0], ["2026-01-05T10:00:00.000Z", null, 36]);
    assert.equal(markers.length, COUNT);
  });

  test("takes ten seconds for all of them together", async () => {
    const { tracker, next } = await afterLostAnswer();
    let asked = 0;
    const late: TrackerError = { code: "tracker/cancelled", message: "Stopped." };
    tracker.findByMarker = async (_, signal) => {
      asked += 1;
      if (asked <= 2) return ok(undefined);
      await next.clock.sleep(6000, signal);
      return signal.aborted ? { ok: false, error: late } : ok(undefined);
    };
    const plan = await next.plan();
    const created = plan.items.filter(({ kind }) => kind === "create-ticket");
    assert.deepEqual([created.length, plan.held.length], [2, COUNT - 2]);
    for (const { message } of plan.held) {
      assert.match(message, /not sure within 10 seconds.*Nothing is created until that is known/);
    }
  });

  test("holds what cannot be looked up, and makes nothing", async () => {
    const { tracker, next } = await afterLostAnswer();
    const error: TrackerError = { code: "tracker/unreachable", message: "No answer came." };
    tracker.beforeCall = ({ method }) => (method === "findByMarker" ? error : undefined);
    const report = await next.sync();
    assert.deepEqual(report.results, []);
    assert.equal(report.held.length, COUNT);
    assert.equal(tracker.tickets.size, COUNT);
  });

  test("stops when the person does", async () => {
    const { next } = await afterLostAnswer();
    const stop = new AbortController();
    stop.abort();
    const run = { signal: stop.signal, progress: { report: () => undefined } };
    const taken = await next.engine.snapshot({ paths: null, section: null }, run);
    assert.equal(!taken.ok && taken.error.kind, "cancelled");
  });
});
