import assert from "node:assert/strict";
import fc from "fast-check";
import { ticketId, type TicketId, type TicketRef } from "../../../../src/core/model/ticket-ref.ts";
import type { TicketReading } from "../../../../src/core/model/ticket.ts";
import { HOUR_MS } from "../../../../src/core/plan/shared-looks-file.ts";
import { SharedLooks, type LookOutcome } from "../../../../src/vscode/live/shared-looks.ts";
import { aTicket } from "../../../support/builders.ts";
import { createMemoryFileStore, fileProblem } from "../../../support/memory-file-store.ts";

const MINUTE_MS = 60_000;
const START = 1_800_000_000_000;

/** A tracker that counts what it is asked, on a folder with as many windows as are wanted. */
function aDesk(files = createMemoryFileStore()) {
  const asked: string[][] = [];
  let now = START;
  let cost = 1;
  let isDown = false;
  const ask = (refs: readonly TicketRef[]) => {
    asked.push(refs.map(({ key }) => key));
    return Promise.resolve({
      requests: cost,
      readings: new Map(refs.map((ref) => [ticketId(ref), isDown ? DOWN : found(ref, now)])),
    });
  };
  return {
    files,
    asked,
    ask,
    pass: (ms: number) => (now += ms),
    costs: (requests: number) => (cost = requests),
    fails: (isFailing: boolean) => (isDown = isFailing),
    window(name: string) {
      const looks = new SharedLooks({ files, name: "live/shop", window: name, now: () => now });
      return {
        looks,
        look: (keys: readonly string[], perHour = 60): Promise<LookOutcome> =>
          looks.look({ refs: keys.map(jira), freshMs: 5 * MINUTE_MS, perHour, ask }),
      };
    },
  };
}

const DOWN: TicketReading = {
  kind: "unreadable",
  error: { code: "tracker/unreachable", message: "Nobody answered." },
};

function jira(key: string): TicketRef {
  return { system: "jira", key };
}

function found(ref: TicketRef, now: number): TicketReading {
  return { kind: "found", ticket: aTicket({ ref, revision: String(now) }) };
}

suite("looks that windows share", () => {
  test("what one window has read, another one takes over; what it needs besides, it asks for", async () => {
    const desk = aDesk();
    const [one, two] = [desk.window("one"), desk.window("two")];
    await one.look(["PAY-1", "PAY-2"]);
    const { shared, asked } = await two.look(["PAY-2", "PAY-3"]);
    assert.deepEqual(desk.asked, [["PAY-1", "PAY-2"], ["PAY-3"]]);
    assert.deepEqual([...shared.keys()], ["jira:PAY-2"]);
    assert.deepEqual(shared.get("jira:PAY-2"), found(jira("PAY-2"), START));
    assert.deepEqual([...asked.keys()], ["jira:PAY-3"]);
  });

  test("a window asks again for what it read itself, and for what others read too long ago", async () => {
    const desk = aDesk();
    const [one, two] = [desk.window("one"), desk.window("two")];
    await one.look(["PAY-1"]);
    await one.look(["PAY-1"]);
    desk.pass(5 * MINUTE_MS);
    await two.look(["PAY-1"]);
    assert.equal(desk.asked.length, 3);
  });

  test("two windows that look at the same moment ask once", async () => {
    const desk = aDesk();
    const outcomes = await Promise.all([
      desk.window("one").look(["PAY-1"]),
      desk.window("two").look(["PAY-1"]),
    ]);
    assert.deepEqual(desk.asked, [["PAY-1"]]);
    assert.equal(outcomes.filter(({ shared }) => shared.size === 1).length, 1);
  });

  test("what could not be read is not handed on", async () => {
    const desk = aDesk();
    desk.fails(true);
    const { asked } = await desk.window("one").look(["PAY-1"]);
    assert.deepEqual(asked.get("jira:PAY-1"), DOWN);
    desk.fails(false);
    const { shared } = await desk.window("two").look(["PAY-1"]);
    assert.equal(shared.size, 0);
    assert.equal(desk.asked.length, 2);
  });

  test("the budget counts all windows, pauses, and says until when", async () => {
    const desk = aDesk();
    const [one, two] = [desk.window("one"), desk.window("two")];
    desk.costs(3);
    await one.look(["PAY-1"], 5);
    desk.pass(10 * MINUTE_MS);
    assert.equal((await two.look(["PAY-1"], 5)).spent, 6);
    const { spent, pausedUntil, asked } = await one.look(["PAY-1", "PAY-2"], 5);
    assert.deepEqual([spent, pausedUntil, asked.size], [6, START + HOUR_MS, 0]);
    assert.equal(desk.asked.length, 2);
    desk.pass(50 * MINUTE_MS);
    assert.equal((await one.look(["PAY-1"], 5)).asked.size, 1);
  });

  test("what is told at a person's wish counts, and reaches the others", async () => {
    const desk = aDesk();
    const [one, two] = [desk.window("one"), desk.window("two")];
    const { spent } = await one.looks.tell(await desk.ask([jira("PAY-1")]), 60);
    assert.equal(spent, 1);
    assert.deepEqual([...(await two.looks.others()).keys()], ["jira:PAY-1"]);
    assert.deepEqual([...(await one.looks.others()).keys()], []);
    assert.equal((await two.look(["PAY-1"])).spent, 1);
    assert.equal(desk.asked.length, 1);
  });

  test("nothing is kept for longer than an hour", async () => {
    const desk = aDesk();
    await desk.window("one").look(["PAY-1"]);
    desk.pass(HOUR_MS);
    await desk.window("two").look(["PAY-2"]);
    assert.ok(!desk.files.files.get("live/shop.json")?.includes("PAY-1"));
  });

  test("where no file can be kept, a window looks for itself within the same budget", async () => {
    const files = createMemoryFileStore();
    files.beforeWrite = (path) => fileProblem("file/unwritable", path);
    const one = aDesk(files).window("one");
    assert.equal((await one.look(["PAY-1"], 2)).asked.size, 1);
    assert.equal((await one.look(["PAY-1"], 2)).asked.size, 1);
    assert.notEqual((await one.look(["PAY-1"], 2)).pausedUntil, null);
  });

  test("whatever stands in the file, a look gives what was asked for", async () => {
    const junk = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .dictionary(fc.constantFrom("jira:PAY-1", "jira:PAY-2", "x"), fc.anything())
        .map((tickets) => JSON.stringify({ version: 1, looks: [], tickets })),
    );
    const keys = fc.uniqueArray(fc.constantFrom("PAY-1", "PAY-2", "PAY-3"));
    await fc.assert(
      fc.asyncProperty(junk, keys, async (text, wanted) => {
        const desk = aDesk(createMemoryFileStore({ "live/shop.json": text }));
        const { asked, shared } = await desk.window("one").look(wanted);
        const known: TicketId[] = [...asked.keys(), ...shared.keys()];
        assert.deepEqual(known.sort(), wanted.map((key) => ticketId(jira(key))).sort());
      }),
    );
  });
});
