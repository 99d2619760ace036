import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import {
  MOST_MS,
  POLL_MS,
  PollSchedule,
} from "../../../../src/vscode/realization/poll-schedule.ts";

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

suite("the quiet look for merges", () => {
  test("does nothing when it starts, then looks once in each interval", async () => {
    const world = new VirtualWorld();
    const schedule = new PollSchedule(world);
    schedule.start();
    schedule.focused();
    assert.deepEqual(world.looks, []);
    await world.pass(3 * POLL_MS);
    assert.deepEqual(world.looks, [POLL_MS, 2 * POLL_MS, 3 * POLL_MS]);
  });

  test("waits for the focus, and looks once when the person comes back", async () => {
    const world = new VirtualWorld();
    const schedule = new PollSchedule(world);
    schedule.start();
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
    schedule.start();
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
    schedule.start();
    await world.pass(POLL_MS - 1);
    const passing = world.pass(1);
    schedule.stop();
    await passing;
    schedule.focused();
    await world.pass(10 * POLL_MS);
    assert.equal(world.looks.length, 1);
  });
});
