import assert from "node:assert/strict";
import { NEVER_CANCELLED } from "../../../src/core/kernel/cancel.ts";
import { ok } from "../../../src/core/kernel/result.ts";
import { RememberedReads } from "../../../src/design-cycle/remembered-reads.ts";
import type { CycleConnection } from "../../../src/ports/cycle-connection.ts";
import { MemoryTicket } from "../../support/memory-cycle.ts";

suite("remembered reads of a cycle's tickets", () => {
  let now: number;
  let reads: string[];
  let ticket: MemoryTicket;
  let remembered: RememberedReads;

  setup(() => {
    now = Date.parse("2026-01-05T10:00:00.000Z");
    reads = [];
    ticket = new MemoryTicket("Todo", ["Todo", "Done"]);
    remembered = new RememberedReads({ now: () => new Date(now).toISOString() });
  });

  const open = async (): Promise<CycleConnection> => {
    const counting = new Proxy(ticket, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...args: unknown[]): unknown => {
          reads.push(String(name));
          return (value as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
    const connect = remembered.over(() => Promise.resolve(ok(counting)));
    const opened = await connect("linear", "DSN-1");
    assert.ok(opened.ok && opened.value !== null);
    return opened.value;
  };
  const read = async (key = "DSN-1"): Promise<string | undefined> => {
    const connection = await open();
    await connection.readComments(key, NEVER_CANCELLED);
    const found = await connection.readTicket(key, NEVER_CANCELLED);
    return found.ok ? found.value.status : undefined;
  };

  test("ask a tracker once a minute", async () => {
    await read();
    ticket.status = "Done";
    now += 59_000;
    assert.equal(await read(), "Todo");
    assert.equal(reads.length, 2);
    now += 1_000;
    assert.equal(await read(), "Done");
    assert.equal(reads.length, 4);
  });

  test("wait for a tracker that is down once", async () => {
    ticket.fails.add("read");
    assert.equal(await read(), undefined);
    assert.equal(await read(), undefined);
    assert.equal(reads.length, 2);
  });

  test("share one request between two who ask at the same time", async () => {
    await Promise.all([read(), read()]);
    assert.equal(reads.length, 2);
  });

  test("leave writes and what a move depends on alone", async () => {
    const connection = await open();
    await connection.readStatuses("DSN-1", NEVER_CANCELLED);
    await connection.readStatuses("DSN-1", NEVER_CANCELLED);
    await connection.move("DSN-1", "Todo", "Done", NEVER_CANCELLED);
    assert.deepEqual(reads, ["readStatuses", "readStatuses", "move"]);
    assert.equal(ticket.status, "Done");
  });
});
