import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import type { Check } from "../tracker-contract.ts";
import { create, read, update } from "./steps.ts";

/** Only where the tracker can; elsewhere it says so and has no such method. */
export function describeRemoving(check: Check): void {
  check("says whether it can remove tickets", ({ tracker }) => {
    assert.equal(tracker.removeTicket !== undefined, tracker.capabilities.removal);
    return Promise.resolve();
  });

  check("removes a ticket that did not move", async (bench) => {
    const { tracker, other } = bench;
    if (tracker.removeTicket === undefined) return;
    const { ref, revision } = await create(bench);
    const removed = await tracker.removeTicket(ref.key, revision, NEVER_CANCELLED);
    assert.deepEqual(removed, { ok: true, value: "removed" });
    const readings = await other.readTickets([ref.key], NEVER_CANCELLED);
    assert.deepEqual(readings.get(ref.key), { kind: "missing" });
    const again = await tracker.removeTicket(ref.key, revision, NEVER_CANCELLED);
    assert.deepEqual(again, { ok: true, value: "missing" });
  });

  check("keeps a ticket that moved since it was read", async (bench) => {
    const { tracker, other, words } = bench;
    if (tracker.removeTicket === undefined) return;
    const ticket = await create(bench);
    const moved = await update(other, ticket, { status: words.statuses.done });
    const removed = await tracker.removeTicket(ticket.ref.key, ticket.revision, NEVER_CANCELLED);
    assert.deepEqual(removed, { ok: true, value: "stale" });
    assert.deepEqual(await read(tracker, ticket.ref.key), moved);
  });
}
