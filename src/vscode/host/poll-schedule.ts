/** How often to look. Units: milliseconds. */
export interface PollPace {
  /** The least time between two looks. */
  readonly everyMs: number;
  /** A host that does not answer is left alone for longer and longer, up to this. */
  readonly mostMs: number;
}

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
  #pace: PollPace | null = null;
  #wait = 0;
  #dueAt: number | null = null;
  #cancel: () => void = ignore;
  #isLooking = false;

  constructor(world: PollWorld) {
    this.#world = world;
  }

  /** Begins, or goes on at another pace. */
  start(pace: PollPace): void {
    if (this.#dueAt !== null && isSame(this.#pace, pace)) return;
    this.#pace = pace;
    this.#wait = pace.everyMs;
    this.#planNext();
  }

  stop(): void {
    this.#cancel();
    this.#dueAt = null;
  }

  /** When the next look is due, in the world's time; null while there is none. */
  get dueAt(): number | null {
    return this.#dueAt;
  }

  /** Somebody has just looked: the next look is a whole interval away. */
  looked(): void {
    if (this.#pace === null || this.#dueAt === null || this.#isLooking) return;
    this.#wait = this.#pace.everyMs;
    this.#planNext();
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
    if (this.#dueAt === null || this.#pace === null) return;
    const { everyMs, mostMs } = this.#pace;
    this.#wait = isAnswered ? everyMs : Math.min(2 * this.#wait, Math.max(everyMs, mostMs));
    this.#planNext();
  }
}

function isSame(one: PollPace | null, other: PollPace): boolean {
  return one?.everyMs === other.everyMs && one.mostMs === other.mostMs;
}

function ignore(): void {
  // There is nothing to take back yet.
}
