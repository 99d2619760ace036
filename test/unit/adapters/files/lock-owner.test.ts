import assert from "node:assert/strict";
import { suite, test } from "mocha";
import {
  formatLockOwner,
  isAbandoned,
  parseLockOwner,
  processExists,
} from "../../../../src/adapters/files/lock-owner.ts";

const NOW = Date.parse("2026-01-05T10:00:00.000Z");
const HERE = { host: "here", nowMs: NOW, staleMs: 60_000 };
const DEAD_PID = 2 ** 30;

function owner(parts: { pid?: number; host?: string; acquiredAt?: string } = {}) {
  return { pid: process.pid, host: "here", acquiredAt: "2026-01-05T09:59:30.000Z", ...parts };
}

suite("lock owners", () => {
  test("are written as one JSON object and read back", () => {
    const text = formatLockOwner(owner());
    assert.deepEqual(Object.keys(JSON.parse(text) as object), ["pid", "host", "acquired_at"]);
    assert.deepEqual(parseLockOwner(text), owner());
  });

  for (const text of ["", "{", "null", "[]", "{}", '{"pid":"1","host":"a","acquired_at":"b"}']) {
    test(`are unknown from ${JSON.stringify(text)}`, () =>
      assert.equal(parseLockOwner(text), undefined));
  }

  const cases: readonly (readonly [string, ReturnType<typeof owner>, boolean])[] = [
    ["alive on this machine", owner(), false],
    ["ended on this machine", owner({ pid: DEAD_PID }), true],
    ["of a number that is no process", owner({ pid: -1 }), true],
    ["not renewed for too long", owner({ acquiredAt: "2026-01-05T09:58:59.000Z" }), true],
    ["without a date", owner({ acquiredAt: "yesterday" }), true],
    ["young, on another machine", owner({ pid: DEAD_PID, host: "there" }), false],
    ["old, on another machine", owner({ host: "there", acquiredAt: "2026-01-05T09:00:00Z" }), true],
  ];
  for (const [name, who, expected] of cases) {
    test(`${expected ? "are gone" : "count"}: ${name}`, () =>
      assert.equal(isAbandoned(who, HERE), expected));
  }

  test("a process group is never asked for", () => {
    for (const pid of [0, -1, -process.pid, 1.5, Number.NaN])
      assert.equal(processExists(pid), false);
    assert.equal(processExists(process.pid), true);
  });
});
