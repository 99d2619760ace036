import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import type { TrackerError } from "../../../src/core/model/ticket.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";
import { watchRefusals } from "../../../src/vscode/workspace/watch-refusals.ts";

suite("a tracker that is watched for refusals", () => {
  const refusal: TrackerError = { code: "tracker/unauthorized", message: "no" };
  const outage: TrackerError = { code: "tracker/unreachable", message: "later" };

  function watched(answers: object) {
    let count = 0;
    const tracker = watchRefusals(answers as TicketTracker, () => count++);
    return { tracker, count: () => count };
  }

  test("passes on what it is asked, and what it answers", async () => {
    const asked: unknown[] = [];
    const { tracker, count } = watched({
      capabilities: { texts: true },
      newestKey: (signal: unknown) => {
        asked.push(signal);
        return Promise.resolve({ ok: true, value: "A-1" });
      },
    });
    assert.deepEqual(tracker.capabilities, { texts: true });
    assert.deepEqual(await tracker.newestKey(NEVER_CANCELLED), { ok: true, value: "A-1" });
    assert.deepEqual(asked, [NEVER_CANCELLED]);
    assert.equal("removeTicket" in tracker, false);
    assert.equal(count(), 0);
  });

  for (const [what, answer, expected] of [
    ["a result", { ok: false, error: refusal }, 1],
    ["one of many outcomes", [{ kind: "done" }, { kind: "failed", error: refusal }], 1],
    ["one of many readings", new Map([["A-1", { kind: "unreadable", error: refusal }]]), 1],
    ["an outage", { ok: false, error: outage }, 0],
  ] as const) {
    test(`tells of ${expected} refusals in ${what}`, async () => {
      const { tracker, count } = watched({ checkAccess: () => Promise.resolve(answer) });
      await tracker.checkAccess(NEVER_CANCELLED);
      assert.equal(count(), expected);
    });
  }
});
