/** The least time between two looks. */
export const POLL_MS = 15 * 60_000;
/** A host that does not answer is left alone for longer and longer, up to this. */
export const MOST_MS = 4 * 60 * 60_000;

/** What a schedule needs of the world, so that a test can be the world. */
export interface PollWorld {
  /** Milliseconds since whenever. */
  now(): number;
  /** Runs `task` later; what it gives back takes that back. */
  later(ms: number, task: () => void): () => void;
  isFocused(): boolean;
  /** True where somebody answered. */
  look(): Promise<boolean>;
}

/**
 * Looks from time to time, while somebody is there.
 *
 * Nothing is looked at when it starts, nor in a window without the focus: what came due meanwhile is
 * looked at when the person comes back. A look that failed doubles the time to the next one.
 */
export class PollSchedule {
  readonly #world: PollWorld;
  #wait = POLL_MS;
  #dueAt: number | null = null;
  #cancel: () => void = ignore;
  #isLooking = false;

  constructor(world: PollWorld) {
    this.#world = world;
  }

  start(): void {
    if (this.#dueAt !== null) return;
    this.#wait = POLL_MS;
    this.#planNext();
  }

  stop(): void {
    this.#cancel();
    this.#dueAt = null;
  }

  /** The window got the focus. */
  focused(): void {
    if (this.#dueAt !== null && this.#world.now() >= this.#dueAt) void this.#look();
  }

  #planNext(): void {
    this.#cancel();
    this.#dueAt = this.#world.now() + this.#wait;
    this.#cancel = this.#world.later(this.#wait, () => {
      if (this.#world.isFocused()) void this.#look();
    });
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#cancel();
    const isAnswered = await this.#world.look();
    this.#isLooking = false;
    // It may have been switched off meanwhile.
    if (this.#dueAt === null) return;
    this.#wait = isAnswered ? POLL_MS : Math.min(2 * this.#wait, MOST_MS);
    this.#planNext();
  }
}

function ignore(): void {
  // There is nothing to take back yet.
}
