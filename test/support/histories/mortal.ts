import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../../../src/ports/clock.ts";
import type { FileStore } from "../../../src/ports/file-store.ts";
import type { TicketMemory } from "../../../src/ports/ticket-memory.ts";
import type { TicketTracker } from "../../../src/ports/ticket-tracker.ts";

/** Where a process dies: at its nth write of a file or its nth call of a tracker. */
export interface Death {
  readonly at: number;
  readonly of: "write" | "request";
  /** Whether the write or call is still done. */
  readonly isDone: boolean;
}

/** A promise of its own each time, so that what waits for it can be forgotten with it. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}

const RUNNING = new AsyncLocalStorage<Life>();

/** The process whose doing leads here. */
export function runningLife(): Life | undefined {
  return RUNNING.getStore();
}

/** One process. Once it is dead, nothing that it still wants to do happens. */
export class Life {
  isDead = false;
  readonly #ended: Promise<"dead">;
  #death: Death | undefined;
  #end: (word: "dead") => void = () => undefined;
  /** How many of each it did, or tried. */
  readonly counts = { write: 0, request: 0 };

  constructor(death: Death | undefined) {
    this.#death = death;
    this.#ended = new Promise((resolve) => (this.#end = resolve));
  }

  /** Sets where it dies, counted from now. */
  expect(death: Death | undefined): void {
    this.#death = death && { ...death, at: this.counts[death.of] + death.at };
  }

  /** Counts a step; gives the death that the process meets at it. */
  meets(of: Death["of"]): Death | undefined {
    this.counts[of] += 1;
    return this.#death?.of === of && this.#death.at === this.counts[of] ? this.#death : undefined;
  }

  /** Does a step, unless the process is dead or dies of it. */
  async step<T>(of: Death["of"], act: () => Promise<T>): Promise<T> {
    if (this.isDead) return never();
    const death = this.meets(of);
    if (death === undefined) return act();
    if (death.isDone) await act();
    this.die();
    return never();
  }

  /** Runs a whole process; what it begins side by side dies with it. */
  run<T>(act: () => Promise<T>): Promise<T | "dead"> {
    return RUNNING.run(this, () => Promise.race([act(), this.#ended]));
  }

  /** Does what leaves no trace. */
  look<T>(act: () => Promise<T>): Promise<T> {
    return this.isDead ? never() : act();
  }

  die(): void {
    this.isDead = true;
    this.#end("dead");
  }
}

export function mortalStore(store: FileStore, life: Life): FileStore {
  return {
    list: (...args) => life.look(() => store.list(...args)),
    read: (...args) => life.look(() => store.read(...args)),
    replace: (...args) => life.step("write", () => store.replace(...args)),
    remove: (...args) => life.step("write", () => store.remove(...args)),
    withLock: (...args) => life.look(() => store.withLock(...args)),
  };
}

export function mortalMemory(memory: TicketMemory, life: Life): TicketMemory {
  return {
    worthFrom: memory.worthFrom,
    recall: (...args) => life.look(() => memory.recall(...args)),
    keep: (...args) => life.step("write", () => memory.keep(...args)),
  };
}

export function mortalClock(clock: Clock, life: Life): Clock {
  return {
    now: () => clock.now(),
    newId: () => clock.newId(),
    sleep: (...args) => life.look(() => clock.sleep(...args)),
  };
}

/** Every call of the port is a step, for a tracker that sends no requests. */
export function mortalTracker(tracker: TicketTracker, life: Life): TicketTracker {
  return new Proxy(tracker, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) =>
        life.step("request", () => Reflect.apply(value, target, args) as Promise<unknown>);
    },
  });
}
