import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { safe } from "../../support/builders.ts";
import type { Check } from "../tracker-contract.ts";
import { ABORTED, codeOf, create, update, uuid, value } from "./steps.ts";

export function describeListing(check: Check): void {
  check("lists the open tickets of the project and leaves out what is done", async (bench) => {
    const { tracker, other, words } = bench;
    if (!tracker.capabilities.listing) return;
    const first = await create(bench, { marker: uuid(1), title: safe("First") });
    const second = await create(bench, { marker: uuid(2), title: safe("Second") });
    const third = await create(bench, { marker: uuid(3), title: safe("Third") }, other);
    await update(other, second, { status: words.statuses.done });
    await update(other, third, { status: words.statuses.started });
    const { keys, isComplete } = value(await tracker.listOpenTickets(NEVER_CANCELLED));
    assert.equal(isComplete, true);
    assert.ok(keys.includes(first.ref.key) && keys.includes(third.ref.key), keys.join());
    assert.ok(!keys.includes(second.ref.key), keys.join());
    assert.equal(new Set(keys).size, keys.length);
  });

  check("lists keys that can be read", async (bench) => {
    const { tracker } = bench;
    if (!tracker.capabilities.listing) return;
    const ticket = await create(bench);
    const { keys } = value(await tracker.listOpenTickets(NEVER_CANCELLED));
    const readings = await tracker.readTickets(keys, NEVER_CANCELLED);
    assert.deepEqual(readings.get(ticket.ref.key), { kind: "found", ticket });
  });

  check("lists a hundred tickets or more with one request", async (bench) => {
    const { tracker } = bench;
    if (!tracker.capabilities.listing || bench.sent === undefined) return;
    for (let n = 1; n <= 12; n += 1) await create(bench, { marker: uuid(n) });
    // What a tracker looks up once, such as its team, is not counted.
    await tracker.listOpenTickets(NEVER_CANCELLED);
    const before = bench.sent();
    assert.ok(value(await tracker.listOpenTickets(NEVER_CANCELLED)).keys.length >= 12);
    assert.equal(bench.sent() - before, 1);
  });

  check("says that it lists none once cancelled, or where none can be listed", async (bench) => {
    const { tracker } = bench;
    const listed = await tracker.listOpenTickets(ABORTED);
    if (tracker.capabilities.listing) assert.equal(codeOf(listed), "tracker/cancelled");
    else assert.equal(listed.ok, false);
  });
}
