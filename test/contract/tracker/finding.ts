import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import type { Bench, Check } from "../tracker-contract.ts";
import { assertNoTicket, create, markerOf, uuid, value } from "./steps.ts";

/** How a create whose answer was lost is found again. */
export function describeFinding(check: Check): void {
  check("finds a ticket by its marker, and no other", async (bench) => {
    const { tracker } = bench;
    const after = value(await tracker.newestKey(NEVER_CANCELLED));
    await create(bench, { marker: uuid(1) });
    const wanted = await create(bench, { marker: uuid(2) });
    await create(bench, { marker: uuid(3) });
    await assertFound(bench, uuid(2), after, wanted.ref.key);
    await assertNoTicket(bench, uuid(9));
    await assertNoTicket(bench, uuid(9).slice(0, -1));
  });

  check("finds the ticket that came right after the newest key", async (bench) => {
    const { tracker } = bench;
    await create(bench, { marker: uuid(1) });
    const after = value(await tracker.newestKey(NEVER_CANCELLED));
    const wanted = await create(bench, { marker: uuid(2) });
    await assertFound(bench, uuid(2), after, wanted.ref.key);
  });

  check("finds a ticket that people and other runs have overtaken", async (bench) => {
    const { tracker } = bench;
    const after = value(await tracker.newestKey(NEVER_CANCELLED));
    const wanted = await create(bench, { marker: uuid(1) });
    for (let n = 2; n <= 12; n += 1) await create(bench, { marker: uuid(n) });
    await assertFound(bench, uuid(1), after, wanted.ref.key);
  });

  check("finds a ticket without the hint of a newest key", async (bench) => {
    const wanted = await create(bench, { marker: uuid(1) });
    await assertFound(bench, uuid(1), null, wanted.ref.key);
  });

  check("says so when a ticket surely was never made", async (bench) => {
    await assertNoTicket(bench, uuid(1));
  });
}

async function assertFound(
  bench: Bench,
  id: string,
  after: string | null,
  key: string,
): Promise<void> {
  const found = await bench.other.findByMarker(markerOf(bench, id, after), NEVER_CANCELLED);
  if (bench.findsMarkers === false) {
    assert.equal(found.ok, false, "what cannot be looked up is not known");
    return;
  }
  assert.ok(found.ok, JSON.stringify(found));
  assert.equal(found.value?.ref.key, key);
  const readings = await bench.other.readTickets([key], NEVER_CANCELLED);
  assert.deepEqual(readings.get(key), { kind: "found", ticket: found.value });
}
