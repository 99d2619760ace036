import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { createTicket, safe } from "../../support/builders.ts";
import type { Check } from "../tracker-contract.ts";
import { ABORTED, codeOf, create, draftFor, HOSTILE_KEYS, uuid, value } from "./steps.ts";

export function describeReading(check: Check): void {
  check("gives one reading for each distinct key", async (bench) => {
    const { tracker, words } = bench;
    const first = await create(bench, { title: safe("First"), marker: uuid(1) });
    const second = await create(bench, { title: safe("Second"), marker: uuid(2) });
    const keys = [second.ref.key, first.ref.key, second.ref.key, words.missingKey];
    const readings = await tracker.readTickets(keys, NEVER_CANCELLED);
    assert.equal(readings.size, 3);
    assert.deepEqual(readings.get(first.ref.key), { kind: "found", ticket: first });
    assert.deepEqual(readings.get(second.ref.key), { kind: "found", ticket: second });
    const missing = bench.tellsMissing === false ? "unreadable" : "missing";
    assert.equal(readings.get(words.missingKey)?.kind, missing);
  });

  check("gives no reading for no key", async ({ tracker }) => {
    assert.equal((await tracker.readTickets([], NEVER_CANCELLED)).size, 0);
  });

  check("tells a ticket that cannot be read from one that is missing", async (bench) => {
    const { ref } = await create(bench);
    await bench.spoil(ref.key);
    const keys = [ref.key, bench.words.missingKey];
    const readings = await bench.tracker.readTickets(keys, NEVER_CANCELLED);
    assert.equal(readings.get(ref.key)?.kind, "unreadable");
  });

  check("reads nothing once cancelled, and calls nothing missing", async (bench) => {
    const { ref } = await create(bench);
    const keys = [ref.key, bench.words.missingKey];
    const readings = await bench.tracker.readTickets(keys, ABORTED);
    for (const key of keys) {
      const reading = readings.get(key);
      assert.equal(reading?.kind === "unreadable" && reading.error.code, "tracker/cancelled");
    }
  });

  check("refuses keys of another form", async (bench) => {
    const { tracker } = bench;
    const readings = await tracker.readTickets(HOSTILE_KEYS, NEVER_CANCELLED);
    for (const key of HOSTILE_KEYS) {
      const name = JSON.stringify(key);
      assert.equal(readings.get(key)?.kind, "unreadable", name);
      const update = await tracker.updateTicket(key, { title: safe("x") }, "1", NEVER_CANCELLED);
      assert.equal(update.kind, "failed", name);
      const removal = await tracker.removeTicket?.(key, "1", NEVER_CANCELLED);
      assert.notEqual(removal?.ok, true, name);
      const child = await createTicket(tracker, draftFor(bench, { parentKey: key }));
      assert.equal(child.kind, "failed", name);
    }
  });

  check("refuses keys of another form for all else as well", async (bench) => {
    const { tracker, words } = bench;
    const comment = { marker: uuid(7), text: safe("x") };
    const pullRequest = { url: "https://github.com/acme/pay/pull/1", title: safe("x") };
    const closing = { status: words.statuses.done, comment, pullRequest: null };
    const reachable = await tracker.reachableStatuses(HOSTILE_KEYS, NEVER_CANCELLED);
    for (const key of HOSTILE_KEYS) {
      const name = JSON.stringify(key);
      assert.equal(reachable.get(key) ?? null, null, name);
      const linked = await tracker.linkPullRequest(key, pullRequest, NEVER_CANCELLED);
      assert.equal(linked.kind, "failed", name);
      const closed = await tracker.closeTicket(key, closing, "1", NEVER_CANCELLED);
      assert.equal(closed.kind, "failed", name);
      assert.equal((await tracker.readComments(key, NEVER_CANCELLED)).ok, false, name);
      assert.equal((await tracker.postComment(key, comment, NEVER_CANCELLED)).kind, "failed", name);
    }
  });

  check("names the states that a ticket can be moved to, its own included", async (bench) => {
    const { tracker, words } = bench;
    const { ref, status } = await create(bench);
    const keys = [ref.key, words.missingKey];
    const reachable = await tracker.reachableStatuses(keys, NEVER_CANCELLED);
    const names = reachable.get(ref.key) ?? null;
    if (names !== null) assert.ok(names.includes(status.name), names.join());
    assert.equal(reachable.get(words.missingKey) ?? null, null);
  });

  check("finds what changed since a moment, and misses nothing", async (bench) => {
    const { tracker, other, words } = bench;
    if (!tracker.capabilities.changes) return;
    const first = await create(bench, { marker: uuid(1) });
    const second = await create(bench, { marker: uuid(2) });
    const before = value(await tracker.changedSince(first.updatedAt ?? "", NEVER_CANCELLED));
    assert.ok([first, second].every(({ ref }) => before.keys.includes(ref.key)));
    const { key } = first.ref;
    const change = { status: words.statuses.done };
    const moved = await other.updateTicket(key, change, first.revision, NEVER_CANCELLED);
    assert.equal(moved.kind, "done");
    const after = value(await tracker.changedSince(before.until, NEVER_CANCELLED));
    assert.ok(after.keys.includes(key));
    assert.equal(after.isComplete, true);
    assert.ok(after.until >= before.until);
  });

  check("says who the credential belongs to", async ({ tracker }) => {
    assert.notEqual(value(await tracker.checkAccess(NEVER_CANCELLED)).trim(), "");
  });

  check("describes the workflow by the names that it is moved with", async (bench) => {
    const { tracker, words } = bench;
    const { types } = value(await tracker.describeWorkflow(NEVER_CANCELLED));
    const own = types.find(({ name }) => name === null || name === words.type);
    assert.ok(own !== undefined, JSON.stringify(types));
    const names = own.states.map(({ name }) => name.toLowerCase());
    for (const name of Object.values(words.statuses)) {
      assert.ok(names.includes(name.toLowerCase()), `${name} is not among ${names.join()}`);
    }
  });

  check("says that comments of a missing ticket cannot be read", async ({ tracker, words }) => {
    if (!tracker.capabilities.comments) return;
    const read = await tracker.readComments(words.missingKey, NEVER_CANCELLED);
    assert.equal(codeOf(read), "tracker/not-found");
  });
}
