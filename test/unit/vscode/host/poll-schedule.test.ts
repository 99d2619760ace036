import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { PollSchedule } from "../../../../src/vscode/host/poll-schedule.ts";

const POLL_MS = 15 * 60_000;
const MOST_MS = 4 * 60 * 60_000;
const PACE = { everyMs: POLL_MS, mostMs: MOST_MS };

/** A clock that moves only when it is told to. */
class VirtualWorld {
  isFocusedNow = true;
  isAnswering = true;
  looks: number[] = [];
  #now = 0;
  #timers: { at: number; task: () => void }[] = [];

  now = (): number => this.#now;
  isFocused = (): boolean => this.isFocusedNow;
  look = (): Promise<boolean> => {
    this.looks.push(this.#now);
    return Promise.resolve(this.isAnswering);
  };
  later = (ms: number, task: () => void): (() => void) => {
    const timer = { at: this.#now + ms, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = next.at;
      next.task();
      await turn();
    }
    this.#now = end;
  }
}

suite("a schedule of quiet looks", () => {
  test("does nothing when it starts, then looks once in each interval", async () => {
    const world = new VirtualWorld();
    const schedule = new PollSchedule(world);
    schedule.start(PACE);
    schedule.focused();
    assert.deepEqual(world.looks, []);
    await world.pass(3 * POLL_MS);
    assert.deepEqual(world.looks, [POLL_MS, 2 * POLL_MS, 3 * POLL_MS]);
  });

  test("waits for the focus, and looks once when the person comes back", async () => {
    const world = new VirtualWorld();
    const schedule = new PollSchedule(world);
    schedule.start(PACE);
    world.isFocusedNow = false;
    await world.pass(5 * POLL_MS);
    assert.deepEqual(world.looks, []);
    world.isFocusedNow = true;
    schedule.focused();
    schedule.focused();
    await turn();
    schedule.focused();
    assert.deepEqual(world.looks, [5 * POLL_MS]);
    await world.pass(POLL_MS);
    assert.equal(world.looks.length, 2);
  });

  test("leaves a host that does not answer alone for longer and longer, however often one comes back", async () => {
    const world = new VirtualWorld();
    world.isAnswering = false;
    const schedule = new PollSchedule(world);
    schedule.start(PACE);
    await world.pass(POLL_MS);
    schedule.focused();
    await world.pass(POLL_MS);
    schedule.focused();
    assert.deepEqual(world.looks, [POLL_MS]);
    await world.pass(10 * MOST_MS);
    const gaps = world.looks.slice(1).map((at, index) => at - (world.looks[index] ?? 0));
    assert.deepEqual(gaps.slice(0, 4), [2 * POLL_MS, 4 * POLL_MS, 8 * POLL_MS, MOST_MS]);
    world.isAnswering = true;
    await world.pass(MOST_MS);
    const before = world.looks.length;
    await world.pass(2 * POLL_MS);
    assert.equal(world.looks.length, before + 2);
  });

  test("does nothing after it was switched off, also when a look was under way", async () => {
    const world = new VirtualWorld();
    const schedule = new PollSchedule(world);
    schedule.start(PACE);
    await world.pass(POLL_MS - 1);
    const passing = world.pass(1);
    schedule.stop();
    await passing;
    schedule.focused();
    await world.pass(10 * POLL_MS);
    assert.equal(world.looks.length, 1);
  });

  test("goes on at another pace at once, and is not upset by the same one again", async () => {
    const world = new VirtualWorld();
    const schedule = new PollSchedule(world);
    schedule.start(PACE);
    await world.pass(POLL_MS - 1);
    schedule.start({ ...PACE });
    await world.pass(1);
    assert.deepEqual(world.looks, [POLL_MS]);
    schedule.start({ everyMs: 60_000, mostMs: MOST_MS });
    assert.equal(schedule.dueAt, POLL_MS + 60_000);
    await world.pass(60_000);
    assert.deepEqual(world.looks, [POLL_MS, POLL_MS + 60_000]);
  });

  test("waits a whole interval after somebody else has looked", async () => {
    const world = new VirtualWorld();
    const schedule = new PollSchedule(world);
    schedule.looked();
    assert.equal(schedule.dueAt, null);
    schedule.start(PACE);
    await world.pass(POLL_MS - 1);
    schedule.looked();
    await world.pass(POLL_MS - 1);
    assert.deepEqual(world.looks, []);
    await world.pass(1);
    assert.deepEqual(world.looks, [2 * POLL_MS - 1]);
  });
});
