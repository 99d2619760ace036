import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { createTicket, safe } from "../../support/builders.ts";
import type { Check } from "../tracker-contract.ts";
import {
  ABORTED,
  assertNoTicket,
  assertSameText,
  childOf,
  codeOf,
  create,
  done,
  draftFor,
  managed,
  markerOf,
  read,
  uuid,
  value,
} from "./steps.ts";

export function describeCreating(check: Check): void {
  check("creates a ticket that says what the draft said", async (bench) => {
    const { tracker, other, words } = bench;
    const draft = draftFor(bench, {
      title: safe('Yes: a "title" # with - signs'),
      managedText: managed(
        "Two lines.\n\n- [ ] one\n- [x] two\n\n## Comments\n\nno heading of ours",
      ),
      status: words.statuses.started,
      labels: [safe("canon"), safe("true")],
    });
    const made = done(await createTicket(tracker, draft));
    const seen = await read(other, made.ref.key);
    assert.deepEqual(seen, made);
    assert.equal(seen.status.name, words.statuses.started);
    if (!tracker.capabilities.texts) return;
    assert.match(seen.createdAt ?? "", /^\d{4}-\d\d-\d\dT.*Z$/);
    assert.match(seen.updatedAt ?? "", /^\d{4}-\d\d-\d\dT.*Z$/);
    assert.equal(seen.title, draft.title);
    assertSameText(bench, seen.managedText, draft.managedText);
    assert.equal(seen.type, words.type);
    assert.ok(seen.labels.includes("canon") && seen.labels.includes("true"), seen.labels.join());
  });

  check("creates a ticket under its parent", async (bench) => {
    const { tracker, other } = bench;
    if (!tracker.capabilities.parents) return;
    const parent = await create(bench);
    const child = await create(bench, { ...childOf(bench, parent), marker: uuid(2) });
    assert.equal(child.parentKey, parent.ref.key);
    assert.deepEqual(await read(other, child.ref.key), child);
  });

  check("leaves the type to the tracker where none is given", async (bench) => {
    const made = await create(bench, { type: null });
    assert.deepEqual(await read(bench.other, made.ref.key), made);
  });

  check("keeps a text that shows Canon's own markers", async (bench) => {
    if (bench.keepsBytes === false || !bench.tracker.capabilities.texts) return;
    const managedText = managed(
      "```\n<!-- canon:begin -->\nx\n<!-- canon:end -->\n<!-- \\canon:end -->\n```\n\nBelow.",
    );
    const { ref } = await create(bench, { managedText });
    assert.equal((await read(bench.other, ref.key)).managedText, managedText);
  });

  check("refuses a status that the workflow does not have", async (bench) => {
    const outcome = await createTicket(bench.tracker, draftFor(bench, { status: "shipped" }));
    assert.equal(codeOf(outcome), "tracker/no-transition");
    await assertNoTicket(bench, uuid(1));
  });

  check("refuses a parent that does not exist", async (bench) => {
    const { tracker, words } = bench;
    if (!tracker.capabilities.parents) return;
    const parts = { parentKey: words.missingKey, type: words.childType };
    const outcome = await createTicket(tracker, draftFor(bench, parts));
    assert.ok(["tracker/not-found", "tracker/rejected"].includes(String(codeOf(outcome))));
    await assertNoTicket(bench, uuid(1));
  });

  check("creates nothing once cancelled", async (bench) => {
    const [outcome] = await bench.tracker.createTickets([draftFor(bench)], ABORTED);
    assert.equal(codeOf(outcome), "tracker/cancelled");
    await assertNoTicket(bench, uuid(1));
  });

  check("creates several at once, in their order, and tells a bad one apart", async (bench) => {
    const { tracker, other } = bench;
    const count = Math.min(tracker.capabilities.createBatch, 5);
    const bad = Math.floor(count / 2);
    const drafts = Array.from({ length: count }, (_, n) =>
      draftFor(bench, {
        marker: uuid(n),
        title: safe(`Ticket ${n}`),
        ...(n === bad ? { status: "shipped" } : {}),
      }),
    );
    const outcomes = await tracker.createTickets(drafts, NEVER_CANCELLED);
    assert.equal(outcomes.length, count);
    for (const [n, outcome] of outcomes.entries()) {
      if (n === bad) {
        assert.equal(codeOf(outcome), "tracker/no-transition");
        await assertNoTicket(bench, uuid(n));
        continue;
      }
      const made = done(outcome);
      assert.deepEqual(await read(other, made.ref.key), made);
      if (tracker.capabilities.texts) assert.equal(made.title, `Ticket ${n}`);
    }
  });

  check("creates as many at once as it says it can", async (bench) => {
    const { tracker } = bench;
    const drafts = Array.from({ length: tracker.capabilities.createBatch }, (_, n) =>
      draftFor(bench, { marker: uuid(n), title: safe(`Ticket ${n}`) }),
    );
    const made = (await tracker.createTickets(drafts, NEVER_CANCELLED)).map(done);
    assert.equal(new Set(made.map(({ ref }) => ref.key)).size, drafts.length);
    if (!tracker.capabilities.texts) return;
    assert.deepEqual(
      made.map(({ title }) => title),
      drafts.map(({ title }) => title),
    );
  });

  check("gives each ticket a key of its own when two clients create at once", async (bench) => {
    const { tracker, other, crowd = 100 } = bench;
    const after = value(await tracker.newestKey(NEVER_CANCELLED));
    const tickets = await Promise.all(
      Array.from({ length: crowd }, (_, n) =>
        create(bench, { marker: uuid(n) }, n % 2 === 0 ? tracker : other),
      ),
    );
    assert.equal(new Set(tickets.map((ticket) => ticket.ref.key)).size, crowd);
    if (bench.findsMarkers === false) return;
    for (const [n, ticket] of tickets.entries()) {
      const found = await tracker.findByMarker(markerOf(bench, uuid(n), after), NEVER_CANCELLED);
      assert.equal(found.ok && found.value?.ref.key, ticket.ref.key);
    }
  });

  check("never gives a number again", async (bench) => {
    const { tracker, other } = bench;
    if (tracker.removeTicket === undefined) return;
    const first = await create(bench, { marker: uuid(1) });
    const second = await create(bench, { marker: uuid(2) });
    await tracker.removeTicket(second.ref.key, second.revision, NEVER_CANCELLED);
    const third = await create(bench, { marker: uuid(3) }, other);
    assert.notEqual(third.ref.key, second.ref.key);
    assert.notEqual(third.ref.key, first.ref.key);
  });
}
